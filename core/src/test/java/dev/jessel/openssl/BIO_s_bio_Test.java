// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BIO_s_bio(3): two halves that block when they are full, and what ends them. */
class BIO_s_bio_Test {
  private final byte[] buffer = new byte[100];

  @BeforeEach
  void empty() {
    ERR_clear_error();
  }

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

  @Test
  void bytesCanBeReadAndWrittenInPlace() {
    Bio[] a = new Bio[1];
    Bio[] b = new Bio[1];
    BIO_new_bio_pair(a, 10, b, 0);
    ByteBuffer[] view = new ByteBuffer[1];
    assertThat(BIO_nread0(b[0], view)).isEqualTo(-1);
    assertThat(BIO_should_read(b[0])).isTrue();
    assertThat(BIO_ctrl_get_read_request(a[0])).isEqualTo(1);
    assertThat(BIO_nwrite0(a[0], view)).isEqualTo(10);
    assertThat(BIO_nwrite(a[0], view, 7)).isEqualTo(7);
    view[0].put("abcdefg".getBytes(StandardCharsets.US_ASCII));
    assertThat(BIO_nread(b[0], view, 3)).isEqualTo(3);
    assertThat(StandardCharsets.US_ASCII.decode(view[0]).toString()).isEqualTo("abc");
    assertThat(BIO_nread0(b[0], view)).isEqualTo(4);
    assertThat(view[0].isReadOnly()).isTrue();
    assertThat(BIO_nwrite(a[0], view, 9)).as("up to the end of the ring").isEqualTo(3);
    assertThat(BIO_nwrite(a[0], view, 9)).as("and from its beginning").isEqualTo(3);
    assertThat(BIO_nwrite(a[0], view, 9)).isEqualTo(-1);
    assertThat(BIO_should_write(a[0])).isTrue();
    assertThat(BIO_wpending(a[0])).isEqualTo(10);
    assertThat(BIO_reset(a[0])).as("0 is success here").isZero();
    assertThat(BIO_wpending(a[0])).isZero();
    BIO_shutdown_wr(a[0]);
    assertThat(BIO_nwrite0(a[0], view)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("broken pipe");
    assertThat(BIO_nread0(b[0], view)).isZero();
  }

  @Test
  void aPairCanBePartedAndJoinedAgain() {
    Bio a = BIO_new(BIO_s_bio());
    Bio b = BIO_new(BIO_s_bio());
    ByteBuffer[] view = new ByteBuffer[1];
    ERR_clear_error();
    assertThat(BIO_get_init(a)).isZero();
    assertThat(BIO_eof(a)).isEqualTo(1);
    assertThat(BIO_nread0(a, view)).isEqualTo(-2);
    assertThat(reason()).isEqualTo("uninitialized");
    assertThat(BIO_nwrite(a, view, 1)).isEqualTo(-2);
    assertThat(BIO_set_write_buf_size(a, 0)).isZero();
    ERR_clear_error();
    assertThat(BIO_set_write_buf_size(a, -1)).isZero();
    assertThat(reason()).isEqualTo("invalid argument");
    BIO_set_write_buf_size(a, 5);
    assertThat(BIO_make_bio_pair(a, b)).isEqualTo(1);
    assertThat(BIO_get_init(a)).isEqualTo(1);
    assertThat(BIO_get_write_buf_size(a, 0)).isEqualTo(5);
    BIO_puts(a, "lost");
    assertThat(BIO_destroy_bio_pair(a)).isEqualTo(1);
    assertThat(BIO_get_init(b)).isZero();
    assertThat(BIO_read(b, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("uninitialized");
    assertThat(BIO_set_write_buf_size(a, 6)).isEqualTo(1);
    assertThat(BIO_make_bio_pair(b, a)).isEqualTo(1);
    assertThat(BIO_puts(a, "1234567")).isEqualTo(6);
    assertThat(BIO_ctrl_reset_read_request(a)).isEqualTo(1);
    assertThat(BIO_gets(b, buffer, 3)).isEqualTo(-2);
    ERR_clear_error();
  }

  @Test
  void numbersThatCannotBeAreRefusedAndHarmNothing() {
    ERR_clear_error();
    Bio[] near = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(near, 8, far, 8);
    BIO_write(near[0], new byte[] {1, 2, 3}, 3);
    ByteBuffer[] view = new ByteBuffer[1];
    for (int wrong : new int[] {-1, Integer.MIN_VALUE}) {
      assertThat(BIO_nread(far[0], view, wrong)).isEqualTo(-1);
      assertThat(BIO_nwrite(near[0], view, wrong)).isEqualTo(-1);
    }
    assertThat(Endpoints.reason()).isEqualTo("invalid argument");
    assertThat(BIO_nread(far[0], view, 0)).isZero();
    assertThat(BIO_nwrite(near[0], view, 0)).isZero();
    assertThat(BIO_pending(far[0])).isEqualTo(3);
    assertThat(BIO_nread(far[0], view, Integer.MAX_VALUE)).isEqualTo(3);
    assertThat(BIO_nwrite(near[0], view, Integer.MAX_VALUE)).isEqualTo(8);
    assertThat(BIO_pending(far[0])).isEqualTo(8);
  }
}
