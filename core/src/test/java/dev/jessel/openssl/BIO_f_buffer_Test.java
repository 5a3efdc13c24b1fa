// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** BIO_f_buffer(3): gathers what is written and reads ahead. */
class BIO_f_buffer_Test {
  private final byte[] buffer = new byte[20_000];

  private static Bio over(Bio source) {
    return BIO_push(BIO_new(BIO_f_buffer()), source);
  }

  private String text(int length) {
    return new String(buffer, 0, length, StandardCharsets.US_ASCII);
  }

  @Test
  void linesAreReadFromWhatDoesNotHaveAny() {
    Bio[] near = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(near, 0, far, 0);
    BIO_puts(far[0], "one\ntwo\nthr");
    Bio chain = over(near[0]);
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(4);
    assertThat(text(5)).isEqualTo("one\n\0");
    assertThat(BIO_get_buffer_num_lines(chain)).isEqualTo(1);
    assertThat(BIO_gets(chain, buffer, 3)).isEqualTo(2);
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(2);
    assertThat(text(2)).isEqualTo("o\n");
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(3);
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(-1);
    assertThat(BIO_should_read(chain)).isTrue();
    BIO_puts(far[0], "ee\n");
    assertThat(BIO_gets(chain, buffer, 100)).isEqualTo(3);
    BIO_shutdown_wr(far[0]);
    assertThat(BIO_gets(chain, buffer, 100)).isZero();
    assertThat(BIO_eof(chain)).isEqualTo(1);
  }

  @Test
  void whatWasReadAheadCanBeSeenAndReplaced() {
    Bio chain = over(BIO_new_mem_buf("a\nb\nc"));
    assertThat(BIO_get_buffer_num_lines(chain)).isZero();
    assertThat(BIO_buffer_peek(chain, buffer, 3)).isEqualTo(3);
    assertThat(text(3)).isEqualTo("a\nb");
    assertThat(BIO_get_buffer_num_lines(chain)).isEqualTo(2);
    assertThat(BIO_pending(chain)).isEqualTo(5);
    assertThat(BIO_set_buffer_read_data(chain, new byte[] {'x', 'y', 'z'}, 2)).isEqualTo(1);
    assertThat(BIO_read(chain, buffer, 10)).isEqualTo(2);
    assertThat(text(2)).isEqualTo("xy");
    assertThat(BIO_eof(chain)).isEqualTo(1);
    assertThat(BIO_buffer_peek(chain, buffer, 3)).isZero();
  }

  @Test
  void theSizesGrowFromTheDefault() {
    Bio memory = BIO_new(BIO_s_mem());
    Bio chain = over(memory);
    assertThat(BIO_set_write_buffer_size(chain, 100)).isEqualTo(1);
    BIO_write(chain, buffer, 4000);
    assertThat(BIO_pending(memory)).isZero();
    assertThat(BIO_set_write_buffer_size(chain, 10_000)).isEqualTo(1);
    BIO_write(chain, buffer, 5000);
    assertThat(BIO_pending(memory)).isZero();
    assertThat(BIO_wpending(chain)).isEqualTo(9000);
    assertThat(BIO_flush(chain)).isEqualTo(1);
    assertThat(BIO_pending(memory)).isEqualTo(9000);
    assertThat(BIO_set_read_buffer_size(chain, 6000)).isEqualTo(1);
    BIO_read(chain, buffer, 1);
    assertThat(BIO_pending(memory)).isEqualTo(3000);
    assertThat(BIO_set_buffer_size(chain, 12_000)).isEqualTo(1);
    assertThat(BIO_ctrl(chain, BIO_CTRL_INFO, 0, null)).isEqualTo(BIO_wpending(chain));
  }

  @Test
  void aFlushThatBlocksIsARetry() {
    Bio[] near = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(near, 10, far, 0);
    Bio chain = over(near[0]);
    assertThat(BIO_write(chain, buffer, 15)).isEqualTo(15);
    assertThat(BIO_flush(chain)).isEqualTo(-1);
    assertThat(BIO_should_write(chain)).isTrue();
    int[] reason = {9};
    assertThat(BIO_get_retry_BIO(chain, reason)).isSameAs(near[0]);
    assertThat(reason[0]).isZero();
    assertThat(BIO_wpending(chain)).isEqualTo(5);
    BIO_read(far[0], buffer, 10);
    assertThat(BIO_flush(chain)).isEqualTo(1);
  }

  @Test
  void aCopyHasTheSizesAndNotTheBytes() {
    Bio chain = over(BIO_new(BIO_s_mem()));
    BIO_set_write_buffer_size(chain, 9000);
    BIO_puts(chain, "held");
    Bio copy = BIO_dup_chain(chain);
    assertThat(BIO_wpending(copy)).isZero();
    BIO_write(copy, buffer, 8999);
    assertThat(BIO_pending(BIO_next(copy))).isZero();
  }

  @Test
  void aConnectionGoesOnOnlyWhenWhatIsHeldBackIsGone() {
    Endpoints ends = Endpoints.overPair(512, 0).make();
    BIO_up_ref(ends.clientBio);
    Bio chain = over(ends.clientBio);
    SSL_set_bio(ends.client, chain, chain);
    ends.shakeOnly();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 1500)).isEqualTo(-1);
    assertThat(SSL_want_write(ends.client)).isTrue();
    assertThat(BIO_wpending(chain)).isPositive();
    assertThat(Endpoints.drain(ends.server)).isZero();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 1500)).isEqualTo(-1);
    assertThat(Endpoints.drain(ends.server)).isZero();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 1500)).isEqualTo(1500);
    assertThat(Endpoints.drain(ends.server)).isEqualTo(1500);
  }
}
