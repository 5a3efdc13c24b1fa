// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import org.junit.jupiter.api.Test;

/** BIO_s_null(3) and BIO_f_null(3): what does nothing. */
class BIO_s_null_Test {
  private final byte[] buffer = new byte[10];

  @Test
  void theSinkTakesEverythingAndHasNothing() {
    Bio bio = BIO_new(BIO_s_null());
    assertThat(BIO_puts(bio, "gone")).isEqualTo(4);
    assertThat(BIO_write(bio, buffer, 10)).isEqualTo(10);
    assertThat(BIO_read(bio, buffer, 1)).isZero();
    assertThat(BIO_gets(bio, buffer, 10)).isZero();
    assertThat(BIO_should_retry(bio)).isFalse();
    assertThat(BIO_eof(bio)).isEqualTo(1);
    assertThat(BIO_reset(bio)).isEqualTo(1);
    assertThat(BIO_flush(bio)).isEqualTo(1);
    assertThat(BIO_pending(bio)).isZero();
    assertThat(BIO_number_written(bio)).isEqualTo(14);
    assertThat(BIO_method_name(bio)).isEqualTo("NULL");
    assertThat(BIO_method_type(bio)).isEqualTo(BIO_TYPE_NULL);
  }

  @Test
  void theFilterPassesEverythingOn() {
    Bio memory = BIO_new(BIO_s_mem());
    Bio chain = BIO_push(BIO_new(BIO_f_null()), memory);
    assertThat(BIO_puts(chain, "a\nb")).isEqualTo(3);
    assertThat(BIO_pending(chain)).isEqualTo(3);
    assertThat(BIO_gets(chain, buffer, 10)).isEqualTo(2);
    assertThat(BIO_set_mem_eof_return(chain, -1)).isEqualTo(1);
    assertThat(BIO_read(chain, buffer, 10)).isEqualTo(1);
    assertThat(BIO_read(chain, buffer, 10)).isEqualTo(-1);
    assertThat(BIO_should_read(chain)).isTrue();
    assertThat(BIO_eof(chain)).isZero();
    assertThat(BIO_reset(chain)).isEqualTo(1);
  }

  @Test
  void aFilterAloneFails() {
    Bio alone = BIO_new(BIO_f_null());
    assertThat(BIO_write(alone, buffer, 1)).isEqualTo(-1);
    assertThat(BIO_ctrl(alone, BIO_CTRL_INFO, 0, null)).isZero();
    assertThat(BIO_gets(alone, buffer, 1)).isEqualTo(-2);
    ERR_clear_error();
  }
}
