// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ERR_get_error(3) and ERR_error_string(3): the thread's queue, and how codes are read. */
class ERR_get_error_Test {
  private static final int VERIFY_FAILED = 134;

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
  void codesArePrintedAsInC() {
    long code = ERR_PACK(ERR_LIB_SSL, 0, VERIFY_FAILED);
    assertThat(ERR_error_string(code))
        .isEqualTo("error:0A000086:SSL routines::certificate verify failed");
    assertThat(ERR_error_string_n(code, 15)).isEqualTo("error:0A000086");
    assertThat(ERR_reason_error_string(code)).isEqualTo("certificate verify failed");
    assertThat(ERR_lib_error_string(code)).isEqualTo("SSL routines");
    assertThat(ERR_GET_LIB(code)).isEqualTo(ERR_LIB_SSL);
    assertThat(ERR_GET_REASON(code)).isEqualTo(VERIFY_FAILED);
    assertThat(ERR_error_string(ERR_PACK(ERR_LIB_USER, 0, 7)))
        .isEqualTo("error:40000007:lib(128)::reason(7)");
    assertThat(ERR_error_string(ERR_PACK(ERR_LIB_SYS, 0, 32)))
        .isEqualTo("error:80000020:system library::Broken pipe");
  }

  @Test
  void printingEmptiesTheQueue() {
    ERR_raise_data(ERR_LIB_SSL, VERIFY_FAILED, "more");
    ERR_raise(ERR_LIB_USER, 7);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ERR_print_errors_fp(new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "error:0A000086:SSL routines::certificate verify failed:more",
            "error:40000007:lib(128)::reason(7)");
    assertThat(ERR_peek_error()).isZero();
  }

  @Test
  void marksBringTheQueueBack() {
    ERR_raise(ERR_LIB_USER, 1);
    assertThat(ERR_set_mark()).isEqualTo(1);
    ERR_raise(ERR_LIB_USER, 2);
    assertThat(ERR_pop_to_mark()).isEqualTo(1);
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(1);
    ERR_set_mark();
    ERR_raise(ERR_LIB_USER, 3);
    assertThat(ERR_clear_last_mark()).isEqualTo(1);
    assertThat(ERR_clear_last_mark()).isZero();
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(3);
  }
}
