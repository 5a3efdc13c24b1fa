// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.HandshakeType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set1_cert_comp_preference(3): certificates that travel compressed. */
class SSL_CTX_set1_cert_comp_preference_Test {
  private static final int[] ZLIB = {TLSEXT_comp_cert_zlib};

  private final byte[][] data = {null};
  private final int[] length = {0};
  private final List<Integer> heard = new ArrayList<>();

  @Test
  void bothMustPreferSomething() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    assertThat(SSL_CTX_set1_cert_comp_preference(ends.serverContext, ZLIB, 1)).isEqualTo(1);
    assertThat(isCompressed(ends)).isFalse();
    ends = Endpoints.overPair().version(TLS1_3_VERSION);
    SSL_CTX_set1_cert_comp_preference(ends.serverContext, ZLIB, 1);
    assertThat(SSL_CTX_set1_cert_comp_preference(ends.clientContext, ZLIB, 1)).isEqualTo(1);
    assertThat(isCompressed(ends)).isTrue();
  }

  @Test
  void aConnectionMayPreferSomethingElse() {
    Endpoints ends = compressing().make();
    assertThat(SSL_set1_cert_comp_preference(ends.client, new int[0], 0)).isEqualTo(1);
    listen(ends);
    ends.shakeOnly();
    assertThat(heard).doesNotContain(HandshakeType.COMPRESSED_CERTIFICATE.code());
  }

  @Test
  void whatIsNotThereCannotBePreferred() {
    SSL_CTX ctx = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set1_cert_comp_preference(ctx, new int[] {0x4000}, 1)).isZero();
    assertThat(SSL_CTX_set1_cert_comp_preference(ctx, new int[] {1, 0x4000}, 2)).isZero();
    assertThat(SSL_CTX_set1_cert_comp_preference(ctx, new int[] {1, 1}, 2)).isEqualTo(1);
  }

  @Test
  void optionsForbidEitherDirection() {
    Endpoints ends = compressing();
    SSL_CTX_set_options(ends.serverContext, SSL_OP_NO_TX_CERTIFICATE_COMPRESSION);
    assertThat(isCompressed(ends)).isFalse();
    ends = compressing();
    SSL_CTX_set_options(ends.clientContext, SSL_OP_NO_RX_CERTIFICATE_COMPRESSION);
    assertThat(isCompressed(ends)).isFalse();
    ends = compressing();
    SSL_CTX_set_options(ends.serverContext, SSL_OP_NO_RX_CERTIFICATE_COMPRESSION);
    SSL_CTX_set_options(ends.clientContext, SSL_OP_NO_TX_CERTIFICATE_COMPRESSION);
    assertThat(isCompressed(ends)).isTrue();
  }

  @Test
  void aServerCompressesBeforehand() {
    Endpoints ends = compressing();
    assertThat(SSL_CTX_get1_compressed_cert(ends.serverContext, ZLIB[0], data, length)).isZero();
    assertThat(SSL_CTX_compress_certs(ends.serverContext, TLSEXT_comp_cert_none)).isEqualTo(1);
    int compressed = SSL_CTX_get1_compressed_cert(ends.serverContext, ZLIB[0], data, length);
    assertThat(compressed).isPositive().isEqualTo(data[0].length);
    assertThat(length[0]).isGreaterThan(compressed);
    ends.make();
    assertThat(SSL_get1_compressed_cert(ends.server, ZLIB[0], data, length)).isEqualTo(compressed);
    assertThat(SSL_compress_certs(ends.server, ZLIB[0])).isEqualTo(1);
  }

  @Test
  void whereThereIsNothingToCompressThatIsAnError() {
    SSL_CTX empty = SSL_CTX_new(TLS_method());
    SSL_CTX_set1_cert_comp_preference(empty, ZLIB, 1);
    assertThat(SSL_CTX_compress_certs(empty, ZLIB[0])).isZero();
    Endpoints without = Endpoints.overPair();
    assertThat(SSL_CTX_compress_certs(without.serverContext, ZLIB[0])).isZero();
    assertThat(SSL_CTX_compress_certs(compressing().serverContext, TLSEXT_comp_cert_zstd)).isZero();
  }

  @Test
  void whatWasCompressedElsewhereIsSent() {
    Endpoints first = compressing();
    SSL_CTX_compress_certs(first.serverContext, ZLIB[0]);
    SSL_CTX_get1_compressed_cert(first.serverContext, ZLIB[0], data, length);
    Endpoints ends = compressing();
    int size = data[0].length;
    assertThat(
            SSL_CTX_set1_compressed_cert(ends.serverContext, ZLIB[0], data[0], size, length[0] + 1))
        .isZero();
    assertThat(SSL_CTX_set1_compressed_cert(ends.serverContext, ZLIB[0], data[0], size, length[0]))
        .isEqualTo(1);
    byte[][] again = {null};
    assertThat(SSL_CTX_get1_compressed_cert(ends.serverContext, ZLIB[0], again, length))
        .isEqualTo(size);
    assertThat(again[0]).isEqualTo(data[0]);
    ends.make();
    assertThat(SSL_set1_compressed_cert(ends.server, ZLIB[0], data[0], size, length[0]))
        .isEqualTo(1);
    listen(ends);
    ends.shakeOnly();
    assertThat(heard).contains(HandshakeType.COMPRESSED_CERTIFICATE.code());
  }

  private static Endpoints compressing() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    SSL_CTX_set1_cert_comp_preference(ends.serverContext, ZLIB, 1);
    SSL_CTX_set1_cert_comp_preference(ends.clientContext, ZLIB, 1);
    return ends;
  }

  private boolean isCompressed(Endpoints ends) {
    heard.clear();
    ends.make();
    listen(ends);
    ends.shakeOnly();
    return heard.contains(HandshakeType.COMPRESSED_CERTIFICATE.code());
  }

  private void listen(Endpoints ends) {
    SSL_set_msg_callback(
        ends.client,
        (sent, version, type, message, ssl, arg) -> {
          if (sent == 0 && type == SSL3_RT_HANDSHAKE) {
            heard.add((int) message[0]);
          }
        });
  }
}
