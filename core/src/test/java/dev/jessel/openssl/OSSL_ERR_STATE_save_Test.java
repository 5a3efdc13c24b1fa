// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OSSL_ERR_STATE_save(3): errors put aside and brought back. */
class OSSL_ERR_STATE_save_Test {
  private final ERR_STATE aside = OSSL_ERR_STATE_new();

  @BeforeEach
  void twoErrors() {
    ERR_clear_error();
    ERR_raise_data(ERR_LIB_USER, 1, "one");
    ERR_raise_data(ERR_LIB_USER, 2, "two");
  }

  @Test
  void allErrorsMoveAsideAndAreCopiedBack() {
    OSSL_ERR_STATE_save(aside);
    assertThat(ERR_peek_error()).isZero();
    ERR_raise(ERR_LIB_USER, 3);
    OSSL_ERR_STATE_restore(aside);
    OSSL_ERR_STATE_restore(aside);
    assertThat(next()).isEqualTo(3);
    assertThat(ERR_peek_error_data()).isEqualTo("one");
    assertThat(next()).isEqualTo(1);
    assertThat(next()).isEqualTo(2);
    assertThat(next()).isEqualTo(1);
    assertThat(next()).isEqualTo(2);
    assertThat(ERR_get_error()).isZero();
  }

  @Test
  void onlyWhatIsNewerThanTheMarkMoves() {
    ERR_set_mark();
    ERR_raise(ERR_LIB_USER, 3);
    ERR_raise(ERR_LIB_USER, 4);
    OSSL_ERR_STATE_save_to_mark(aside);
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(2);
    assertThat(ERR_clear_last_mark()).isEqualTo(1);
    ERR_clear_error();
    OSSL_ERR_STATE_restore(aside);
    assertThat(next()).isEqualTo(3);
    assertThat(next()).isEqualTo(4);
    assertThat(ERR_get_error()).isZero();
  }

  @Test
  void savingAgainForgetsWhatWasThere() {
    OSSL_ERR_STATE_save(aside);
    OSSL_ERR_STATE_save(aside);
    OSSL_ERR_STATE_restore(aside);
    assertThat(ERR_peek_error()).isZero();
  }

  @Test
  void aFullQueueForgetsItsOldestForWhatIsBroughtBack() {
    OSSL_ERR_STATE_save(aside);
    for (int i = 11; i <= 26; i++) {
      ERR_raise(ERR_LIB_USER, i);
    }
    OSSL_ERR_STATE_restore(aside);
    assertThat(next()).isEqualTo(13);
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(2);
    OSSL_ERR_STATE_free(aside);
    OSSL_ERR_STATE_free(null);
  }

  private static int next() {
    return ERR_GET_REASON(ERR_get_error());
  }
}
