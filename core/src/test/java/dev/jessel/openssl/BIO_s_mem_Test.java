// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** BIO_s_mem(3), and what all BIOs have in common: lengths, chains, references. */
class BIO_s_mem_Test {
  private final byte[] buffer = new byte[100];

  @Test
  void anEmptyOneIsToBeReadAgain() {
    Bio bio = BIO_new(BIO_s_mem());
    assertThat(BIO_read(bio, buffer, 10)).isEqualTo(-1);
    assertThat(BIO_should_retry(bio)).isTrue();
    assertThat(BIO_eof(bio)).isEqualTo(1);
    assertThat(BIO_set_mem_eof_return(bio, 0)).isEqualTo(1);
    assertThat(BIO_read(bio, buffer, 10)).isZero();
    assertThat(BIO_should_retry(bio)).isFalse();
    assertThat(BIO_set_mem_eof_return(bio, -1)).isEqualTo(1);
    assertThat(BIO_read(bio, buffer, 10)).isEqualTo(-1);
    assertThat(BIO_eof(bio)).isZero();
    assertThat(BIO_set_mem_eof_return(bio, 7)).isZero();
    ERR_clear_error();
  }

  @Test
  void linesAndTextsGoThrough() {
    Bio bio = BIO_new(BIO_s_mem());
    assertThat(BIO_puts(bio, "one\ntwo")).isEqualTo(7);
    assertThat(BIO_gets(bio, buffer, 100)).isEqualTo(4);
    assertThat(BIO_pending(bio)).isEqualTo(3);
    assertThat(BIO_get_mem_data(bio)).isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
    assertThat(BIO_reset(bio)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(bio)).isZero();
    assertThat(BIO_number_written(bio)).isEqualTo(7);
    assertThat(BIO_number_read(bio)).isEqualTo(4);
  }

  @Test
  void aReadOnlyOneEndsAndRefusesWrites() {
    Bio bio = BIO_new_mem_buf("abc");
    assertThat(BIO_write(bio, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("write to read only BIO");
    int[] count = {9};
    assertThat(BIO_read_ex(bio, buffer, 10, count)).isEqualTo(1);
    assertThat(count[0]).isEqualTo(3);
    assertThat(BIO_read_ex(bio, buffer, 10, count)).isZero();
    assertThat(BIO_reset(bio)).isEqualTo(1);
    assertThat(BIO_pending(bio)).isEqualTo(3);
    assertThat(BIO_pending(BIO_new_mem_buf(new byte[] {1, 2, 3}, 2))).isEqualTo(2);
  }

  @Test
  void emptyReadsAndWritesDoNothing() {
    Bio bio = BIO_new(BIO_s_mem());
    int[] count = {9};
    assertThat(BIO_write(bio, buffer, 0)).isZero();
    assertThat(BIO_write_ex(bio, buffer, 0, count)).isEqualTo(1);
    assertThat(count[0]).isZero();
    assertThat(BIO_read(bio, buffer, 0)).isZero();
    assertThat(BIO_read(null, buffer, 1)).isEqualTo(-1);
    assertThat(BIO_write(null, buffer, 1)).isZero();
  }

  @Test
  void aBufferHoldsBackUntilItIsFlushed() {
    Bio memory = BIO_new(BIO_s_mem());
    Bio chain = BIO_push(BIO_new(BIO_f_buffer()), memory);
    assertThat(BIO_next(chain)).isSameAs(memory);
    BIO_puts(chain, "held back");
    assertThat(BIO_pending(memory)).isZero();
    assertThat(BIO_wpending(chain)).isEqualTo(9);
    assertThat(BIO_flush(chain)).isEqualTo(1);
    assertThat(BIO_pending(memory)).isEqualTo(9);
    assertThat(BIO_pop(chain)).isSameAs(memory);
  }

  @Test
  void aSharedOneOutlivesItsFirstOwner() {
    Bio bio = BIO_new(BIO_s_mem());
    BIO_puts(bio, "x");
    BIO_up_ref(bio);
    BIO_free(bio);
    assertThat(BIO_read(bio, buffer, 1)).isEqualTo(1);
    BIO_free(bio);
    assertThat(BIO_write(bio, buffer, 1)).isEqualTo(-1);
    assertThat(BIO_free(null)).isZero();
    ERR_clear_error();
  }

  @Test
  void theNullBioTakesEverything() {
    Bio bio = BIO_new(BIO_s_null());
    assertThat(BIO_puts(bio, "gone")).isEqualTo(4);
    assertThat(BIO_read(bio, buffer, 1)).isZero();
  }
}
