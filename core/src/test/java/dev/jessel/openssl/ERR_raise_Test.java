// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ERR_raise(3), ERR_new(3) and ERR_put_error(3): errors of one's own and what is said of them. */
class ERR_raise_Test {
  @BeforeEach
  void empty() {
    ERR_clear_error();
  }

  @Test
  void dataIsAddedToTheNewestError() {
    ERR_raise(ERR_LIB_CRYPTO, ERR_R_MALLOC_FAILURE);
    ERR_add_error_data(1, "hello ");
    ERR_add_error_data(2, "wor", "ld");
    assertThat(ERR_peek_error_data()).isEqualTo("hello world");
    ERR_add_error_txt(", ", "again");
    assertThat(ERR_peek_error_data()).isEqualTo("hello world, again");
    Bio bio = BIO_new_mem_buf("from a BIO");
    ERR_add_error_mem_bio(": ", bio);
    assertThat(ERR_peek_error_data()).isEqualTo("hello world, again: from a BIO");
    assertThat(ERR_set_error_data("new", ERR_TXT_STRING)).isEqualTo(1);
    assertThat(ERR_peek_last_error_data()).isEqualTo("new");
  }

  @Test
  void anErrorCanBeMadeInSteps() {
    ERR_new();
    ERR_set_debug("a.c", 5, "f");
    ERR_set_error(ERR_LIB_USER, 9, "%d of %d", 1, 2);
    String[] file = new String[1];
    int[] line = new int[1];
    String[] func = new String[1];
    assertThat(ERR_GET_REASON(ERR_peek_error_all(file, line, func, null, null))).isEqualTo(9);
    assertThat(file[0]).isEqualTo("a.c");
    assertThat(line[0]).isEqualTo(5);
    assertThat(func[0]).isEqualTo("f");
    assertThat(ERR_peek_error_data()).isEqualTo("1 of 2");
  }

  @Test
  void aPercentSignAloneIsNoFormat() {
    ERR_raise_data(ERR_LIB_USER, 1, "100%");
    assertThat(ERR_peek_error_data()).isEqualTo("100%");
  }

  @Test
  void nothingIsAddedToAnEmptyQueue() {
    ERR_add_error_data(1, "x");
    ERR_set_debug("a.c", 1, "f");
    ERR_set_error(ERR_LIB_USER, 1, null);
    assertThat(ERR_set_error_data("x", 0)).isZero();
    assertThat(ERR_peek_error()).isZero();
  }
}
