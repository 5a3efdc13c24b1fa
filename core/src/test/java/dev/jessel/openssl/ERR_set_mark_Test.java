// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ERR_set_mark(3): errors that may be taken back. */
class ERR_set_mark_Test {
  @BeforeEach
  void empty() {
    ERR_clear_error();
  }

  @Test
  void whatCameAfterTheMarkIsTakenBack() {
    ERR_raise(ERR_LIB_USER, 1);
    assertThat(ERR_set_mark()).isEqualTo(1);
    ERR_raise(ERR_LIB_USER, 2);
    ERR_raise(ERR_LIB_USER, 3);
    assertThat(ERR_count_to_mark()).isEqualTo(2);
    assertThat(ERR_pop_to_mark()).isEqualTo(1);
    assertThat(newest()).isEqualTo(1);
  }

  @Test
  void aClearedMarkKeepsTheErrors() {
    ERR_raise(ERR_LIB_USER, 1);
    ERR_set_mark();
    ERR_raise(ERR_LIB_USER, 3);
    assertThat(ERR_clear_last_mark()).isEqualTo(1);
    assertThat(ERR_clear_last_mark()).isZero();
    assertThat(newest()).isEqualTo(3);
    assertThat(ERR_count_to_mark()).isEqualTo(2);
  }

  @Test
  void marksNest() {
    ERR_raise(ERR_LIB_USER, 1);
    ERR_set_mark();
    ERR_set_mark();
    ERR_raise(ERR_LIB_USER, 2);
    ERR_set_mark();
    ERR_raise(ERR_LIB_USER, 3);
    assertThat(ERR_pop_to_mark()).isEqualTo(1);
    assertThat(newest()).isEqualTo(2);
    assertThat(ERR_pop_to_mark()).isEqualTo(1);
    assertThat(newest()).isEqualTo(1);
    assertThat(ERR_pop_to_mark()).isEqualTo(1);
    assertThat(newest()).isEqualTo(1);
  }

  @Test
  void withoutAMarkEverythingGoesAndTheAnswerIsNo() {
    ERR_raise(ERR_LIB_USER, 1);
    ERR_raise(ERR_LIB_USER, 2);
    assertThat(ERR_pop_to_mark()).isZero();
    assertThat(ERR_peek_error()).isZero();
  }

  @Test
  void anEmptyQueueCannotBeMarked() {
    assertThat(ERR_set_mark()).isZero();
    ERR_raise(ERR_LIB_USER, 1);
    assertThat(ERR_clear_last_mark()).isZero();
    assertThat(newest()).isEqualTo(1);
  }

  @Test
  void theNewestErrorCanBeForgotten() {
    ERR_raise(ERR_LIB_USER, 1);
    ERR_raise(ERR_LIB_USER, 2);
    assertThat(ERR_pop()).isEqualTo(1);
    assertThat(newest()).isEqualTo(1);
    assertThat(ERR_pop()).isEqualTo(1);
    assertThat(ERR_pop()).isZero();
  }

  private static int newest() {
    return ERR_GET_REASON(ERR_peek_last_error());
  }
}
