// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Certificates that travel compressed (RFC 8879). */
class CertificateCompressionTest {
  private static final List<CertificateCodec> ZLIB = List.of(CertificateCodec.zlib());

  private final Heard atClient = new Heard();
  private final Heard atServer = new Heard();

  @FourWays
  void bothSidesCompress(Handshake handshake) throws SslException {
    compressing(handshake).clientShows(Identities.CLIENT);
    handshake.server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED));
    try (Pair pair = handshake.connect()) {
      assertThat(atClient.compressed.get()).isEqualTo(1);
      assertThat(atServer.compressed.get()).isEqualTo(1);
      assertThat(pair.server().peerCertificates().get(0)).isEqualTo(Identities.CLIENT.leaf());
      assertThat(pair.client().peerCertificates().get(0)).isEqualTo(Identities.SERVER.leaf());
    }
  }

  @FourWays
  void aCertificateAfterTheHandshakeIsCompressed(Handshake handshake) throws SslException {
    compressing(handshake).clientShows(Identities.CLIENT);
    handshake
        .client(b -> b.postHandshakeAuth(true))
        .server(b -> b.trust(Identities.AUTHORITY.trust()));
    try (Pair pair = handshake.connect()) {
      SslStatus status = SslStatus.WANT_WRITE;
      while (status != SslStatus.DONE) {
        status = pair.server().requestClientCertificate(SslVerify.REQUIRED);
      }
      for (int calls = 0; pair.server().isCertificateAwaited(); calls++) {
        assertThat(calls).isLessThan(1000);
        Handshake.exchange(pair, 10);
      }
      assertThat(atServer.compressed.get()).isEqualTo(1);
      assertThat(pair.server().peerCertificates()).isNotEmpty();
    }
  }

  @FourWays
  void aRetriedHandshakeCompresses(Handshake handshake) throws SslException {
    try (Pair pair = compressing(handshake).server(b -> b.groups("P-256")).connect()) {
      assertThat(pair.client().wasHelloRetried()).isTrue();
      assertThat(atClient.compressed.get()).isEqualTo(1);
    }
  }

  @FourWays
  void oneSideAloneCompressesNothing(Handshake handshake) throws SslException {
    handshake.client(b -> b.certificateCompression(ZLIB)).listeners(atClient, atServer);
    handshake.connect().close();
    assertThat(atClient.compressed.get()).isZero();
  }

  @FourWays
  void withoutAnAlgorithmInCommonNothingIsCompressed(Handshake handshake) throws SslException {
    handshake
        .client(b -> b.certificateCompression(List.of(new Renamed(CertificateCompression.ZSTD))))
        .server(b -> b.certificateCompression(ZLIB))
        .listeners(atClient, atServer);
    handshake.connect().close();
    assertThat(atClient.compressed.get()).isZero();
  }

  @FourWays
  void aCodecThatFailsLeavesTheCertificateAsItIs(Handshake handshake) throws SslException {
    CertificateCodec failing =
        new Renamed(CertificateCompression.ZLIB) {
          @Override
          public byte[] compress(byte[] message) {
            throw new IllegalStateException("no memory for that");
          }
        };
    compressing(handshake).server(b -> b.certificateCompression(List.of(failing)));
    handshake.connect().close();
    assertThat(atClient.compressed.get()).isZero();
  }

  @FourWays
  void beforeTls13NothingIsCompressed(Handshake handshake) throws SslException {
    compressing(handshake).server(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
    handshake.connect().close();
    assertThat(atClient.compressed.get()).isZero();
  }

  @Test
  void aServerCompressesItsChainOnceForAllClients() throws SslException {
    AtomicInteger times = new AtomicInteger();
    CertificateCodec counting =
        new Renamed(CertificateCompression.ZLIB) {
          @Override
          public byte[] compress(byte[] message) {
            times.incrementAndGet();
            return super.compress(message);
          }
        };
    SslContext server =
        Identities.server().certificateCompression(List.of(counting)).listener(atServer).build();
    SslContext client = Identities.client().certificateCompression(ZLIB).listener(atClient).build();
    for (int i = 0; i < 3; i++) {
      Pair.of(client, server).connect().close();
    }
    assertThat(atClient.compressed.get()).isEqualTo(3);
    assertThat(times.get()).isEqualTo(1);
  }

  private Handshake compressing(Handshake handshake) {
    return handshake.both(b -> b.certificateCompression(ZLIB)).listeners(atClient, atServer);
  }

  /** Counts what comes compressed. */
  private static final class Heard implements SslListener {
    private final AtomicInteger compressed = new AtomicInteger();

    @Override
    public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
      if (!sent && message.at(0) == HandshakeType.COMPRESSED_CERTIFICATE.code()) {
        compressed.incrementAndGet();
      }
    }
  }

  /** zlib under the name of another algorithm. */
  private static class Renamed implements CertificateCodec {
    private final CertificateCompression algorithm;

    Renamed(CertificateCompression algorithm) {
      this.algorithm = algorithm;
    }

    @Override
    public CertificateCompression algorithm() {
      return algorithm;
    }

    @Override
    public byte[] compress(byte[] message) {
      return CertificateCodec.zlib().compress(message);
    }

    @Override
    public InputStream decompress(InputStream compressed) throws java.io.IOException {
      return CertificateCodec.zlib().decompress(compressed);
    }
  }
}
