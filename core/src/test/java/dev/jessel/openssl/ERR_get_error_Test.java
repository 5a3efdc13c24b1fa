// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ERR_get_error(3): the thread's queue. */
class ERR_get_error_Test {
  @BeforeEach
  void empty() {
    ERR_clear_error();
  }

  @Test
  void theOldestErrorComesFirst() {
    ERR_raise(ERR_LIB_USER, 1);
    ERR_raise(ERR_LIB_USER, 2);
    assertThat(ERR_GET_REASON(ERR_peek_error())).isEqualTo(1);
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(2);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(1);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(2);
    assertThat(ERR_get_error()).isZero();
  }

  @Test
  void sixteenAreKept() {
    for (int i = 1; i <= 20; i++) {
      ERR_raise(ERR_LIB_USER, i);
    }
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(5);
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(20);
  }

  @Test
  void eachThreadHasItsOwn() throws InterruptedException {
    ERR_raise(ERR_LIB_USER, 1);
    long[] seen = {-1};
    Thread other = new Thread(() -> seen[0] = ERR_peek_error());
    other.start();
    other.join();
    assertThat(seen[0]).isZero();
    assertThat(ERR_peek_error()).isNotZero();
  }

  @Test
  void allThatIsKnownComesWithTheError() {
    ERR_raise_data(ERR_LIB_USER, 7, "calling %s()", "exit");
    String[] file = new String[1];
    int[] line = new int[1];
    String[] func = new String[1];
    String[] data = new String[1];
    int[] flags = new int[1];
    long code = ERR_peek_error_all(file, line, func, data, flags);
    assertThat(ERR_GET_REASON(code)).isEqualTo(7);
    assertThat(file[0]).isEqualTo("ERR_get_error_Test.java");
    assertThat(line[0]).isPositive();
    assertThat(func[0]).isEqualTo("allThatIsKnownComesWithTheError");
    assertThat(data[0]).isEqualTo("calling exit()");
    assertThat(flags[0]).isEqualTo(ERR_TXT_STRING);
    assertThat(ERR_get_error_all(null, null, null, null, null)).isEqualTo(code);
    assertThat(ERR_peek_error_all(file, line, func, data, flags)).isZero();
  }

  @Test
  void everyFormLooksAtItsOwnEnd() {
    ERR_raise_data(ERR_LIB_USER, 1, "one");
    ERR_raise_data(ERR_LIB_USER, 2, "two");
    String[] text = new String[1];
    int[] line = new int[1];
    int[] flags = new int[1];
    assertThat(ERR_GET_REASON(ERR_peek_error_data(text, flags))).isEqualTo(1);
    assertThat(text[0]).isEqualTo("one");
    assertThat(ERR_GET_REASON(ERR_peek_last_error_data(text, flags))).isEqualTo(2);
    assertThat(text[0]).isEqualTo("two");
    assertThat(ERR_GET_REASON(ERR_peek_error_func(text))).isEqualTo(1);
    assertThat(text[0]).isEqualTo("everyFormLooksAtItsOwnEnd");
    assertThat(ERR_GET_REASON(ERR_peek_last_error_func(text))).isEqualTo(2);
    assertThat(ERR_GET_REASON(ERR_peek_error_line(text, line))).isEqualTo(1);
    int first = line[0];
    assertThat(ERR_GET_REASON(ERR_peek_last_error_line(text, line))).isEqualTo(2);
    assertThat(line[0]).isEqualTo(first + 1);
    assertThat(ERR_GET_REASON(ERR_peek_error_line_data(text, line, text, flags))).isEqualTo(1);
    assertThat(ERR_GET_REASON(ERR_peek_last_error_line_data(text, line, text, flags))).isEqualTo(2);
    assertThat(ERR_GET_REASON(ERR_get_error_line(text, line))).isEqualTo(1);
    assertThat(ERR_GET_REASON(ERR_get_error_line_data(text, line, text, flags))).isEqualTo(2);
  }
}
