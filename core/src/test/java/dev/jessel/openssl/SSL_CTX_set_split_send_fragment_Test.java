// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_split_send_fragment(3): bounds of record sizes, pipelines and buffers. */
class SSL_CTX_set_split_send_fragment_Test {
  @Test
  void pipelinesAreCountedFromOneTo32() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set_max_pipelines(context, 0)).isZero();
    assertThat(SSL_CTX_set_max_pipelines(context, 1)).isEqualTo(1);
    assertThat(SSL_CTX_set_max_pipelines(context, 32)).isEqualTo(1);
    assertThat(SSL_CTX_set_max_pipelines(context, 33)).isZero();
  }

  @Test
  void aSplitIsNoLargerThanAFragment() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_CTX_set_max_send_fragment(context, 1000);
    assertThat(SSL_CTX_set_split_send_fragment(context, 1001)).isZero();
    assertThat(SSL_CTX_set_split_send_fragment(context, 1000)).isEqualTo(1);
    assertThat(SSL_CTX_set_split_send_fragment(context, 0)).isZero();
  }

  @Test
  void aReadBufferIsAlwaysLargeEnough() {
    Endpoints ends = Endpoints.overMemory();
    SSL_CTX_set_default_read_buffer_len(ends.serverContext, 1);
    ends.make();
    SSL_set_default_read_buffer_len(ends.server, 100_000);
    ends.shakeOnly();
    SSL_write(ends.client, Endpoints.DATA, 16_384);
    assertThat(SSL_read(ends.server, new byte[16_384], 16_384)).isEqualTo(16_384);
  }
}
