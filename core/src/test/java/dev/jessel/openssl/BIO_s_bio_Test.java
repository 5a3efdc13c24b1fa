// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import org.junit.jupiter.api.Test;

/** BIO_s_bio(3): two halves that block when they are full, and what ends them. */
class BIO_s_bio_Test {
  private final byte[] buffer = new byte[100];

  @Test
  void aPairPassesBytesAndBlocksWhenItIsFull() {
    Bio[] a = new Bio[1];
    Bio[] b = new Bio[1];
    assertThat(BIO_new_bio_pair(a, 10, b, 0)).isEqualTo(1);
    check(a[0], b[0]);
  }

  @Test
  void halvesCanBeJoinedLater() {
    Bio a = BIO_new(BIO_s_bio());
    Bio b = BIO_new(BIO_s_bio());
    assertThat(BIO_set_write_buf_size(a, 0)).isZero();
    assertThat(BIO_set_write_buf_size(a, 10)).isEqualTo(1);
    assertThat(BIO_make_bio_pair(a, b)).isEqualTo(1);
    ERR_clear_error();
    assertThat(BIO_make_bio_pair(a, b)).isZero();
    assertThat(reason()).isEqualTo("in use");
    assertThat(BIO_set_write_buf_size(a, 20)).isZero();
    assertThat(reason()).isEqualTo("in use");
    check(a, b);
  }

  private void check(Bio a, Bio b) {
    assertThat(BIO_write(a, DATA, 15)).isEqualTo(10);
    assertThat(BIO_write(a, DATA, 1)).isEqualTo(-1);
    assertThat(BIO_should_retry(a)).isTrue();
    assertThat(BIO_should_write(a)).isTrue();
    assertThat(BIO_should_read(a)).isFalse();
    assertThat(BIO_ctrl_pending(b)).isEqualTo(10);
    assertThat(BIO_ctrl_wpending(a)).isEqualTo(10);
    assertThat(BIO_ctrl_get_write_guarantee(a)).isZero();
    assertThat(BIO_read(b, buffer, 4)).isEqualTo(4);
    assertThat(BIO_ctrl_get_write_guarantee(a)).isEqualTo(4);
    assertThat(BIO_read(b, buffer, 100)).isEqualTo(6);
    assertThat(BIO_read(b, buffer, 100)).isEqualTo(-1);
    assertThat(BIO_should_read(b)).isTrue();
    assertThat(BIO_get_retry_flags(b)).isEqualTo(BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
    assertThat(BIO_ctrl_get_read_request(a)).isEqualTo(10);
    assertThat(BIO_write(a, DATA, 3)).isEqualTo(3);
    assertThat(BIO_ctrl_get_read_request(a)).isZero();
    end(a, b);
  }

  private void end(Bio a, Bio b) {
    assertThat(BIO_shutdown_wr(a)).isEqualTo(1);
    assertThat(BIO_write(a, DATA, 1)).isEqualTo(-1);
    assertThat(BIO_should_retry(a)).isFalse();
    assertThat(reason()).isEqualTo("broken pipe");
    assertThat(BIO_eof(b)).isZero();
    assertThat(BIO_read(b, buffer, 5)).isEqualTo(3);
    assertThat(BIO_eof(b)).isEqualTo(1);
    assertThat(BIO_read(b, buffer, 5)).isZero();
    assertThat(BIO_write(b, DATA, 2)).isEqualTo(2);
    assertThat(BIO_read(a, buffer, 5)).isEqualTo(2);
    BIO_free_all(a);
    assertThat(BIO_read(b, buffer, 5)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("uninitialized");
  }
}
