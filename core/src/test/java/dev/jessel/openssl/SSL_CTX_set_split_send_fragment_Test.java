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

  @EveryVersion
  void dataIsCutWhereTheSplitSays(Version version) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_mode(ends.clientContext, SSL_MODE_ENABLE_PARTIAL_WRITE);
    SSL_CTX_set_split_send_fragment(ends.clientContext, 100);
    ends.shake();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 1000)).isEqualTo(100);
    assertThat(SSL_set_split_send_fragment(ends.client, 700)).isEqualTo(1);
    assertThat(SSL_write(ends.client, Endpoints.DATA, 1000)).isEqualTo(700);
    assertThat(SSL_read(ends.server, new byte[1000], 1000)).isEqualTo(100);
    assertThat(SSL_read(ends.server, new byte[1000], 1000)).isEqualTo(700);
  }

  @EveryVersion
  void aSmallerFragmentLowersTheSplitAndALargerOneLeavesIt(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    SSL_set_max_send_fragment(ends.client, 600);
    assertThat(SSL_write(ends.client, Endpoints.DATA, 1000)).isEqualTo(600);
    SSL_set_max_send_fragment(ends.client, 16_384);
    assertThat(SSL_write(ends.client, Endpoints.DATA, 1000)).isEqualTo(600);
    SSL_set_split_send_fragment(ends.client, 16_384);
    assertThat(SSL_write(ends.client, Endpoints.DATA, 1000)).isEqualTo(1000);
  }

  @Test
  void severalPipelinesReadAhead() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_CTX_set_max_pipelines(context, 1);
    assertThat(SSL_CTX_get_read_ahead(context)).isZero();
    SSL_CTX_set_max_pipelines(context, 2);
    assertThat(SSL_CTX_get_read_ahead(context)).isEqualTo(1);
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    SSL_set_max_pipelines(ssl, 2);
    assertThat(SSL_get_read_ahead(ssl)).isEqualTo(1);
  }

  @EveryVersion
  void aReadBufferIsAlwaysLargeEnough(Version version) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_default_read_buffer_len(ends.serverContext, 1);
    ends.make();
    SSL_set_default_read_buffer_len(ends.server, 100_000);
    ends.shakeOnly();
    SSL_write(ends.client, Endpoints.DATA, 16_384);
    assertThat(SSL_read(ends.server, new byte[16_384], 16_384)).isEqualTo(16_384);
  }
}
