// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.compress.RealLibrary;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.HandshakeType;
import java.util.ArrayList;
import java.util.List;

/** Certificates that travel compressed by libraries that lie on the class path (RFC 8879). */
class CompressionLibrariesTest {
  private static final int HEADER = 4;

  private final Heard atClient = new Heard();
  private final Heard atServer = new Heard();

  @FourWays
  void bothSidesCompressWithZstd(Handshake handshake) throws SslException {
    CertificateCodec zstd = RealLibrary.ZSTD_JNI.codec();
    connect(handshake, List.of(zstd), List.of(zstd));
    assertThat(atClient.algorithms).containsExactly(CertificateCompression.ZSTD);
    assertThat(atServer.algorithms).containsExactly(CertificateCompression.ZSTD);
  }

  @FourWays
  void bothSidesCompressWithBrotli(Handshake handshake) throws SslException {
    CertificateCodec brotli = RealLibrary.BROTLI4J.codec();
    connect(handshake, List.of(brotli), List.of(brotli));
    assertThat(atClient.algorithms).containsExactly(CertificateCompression.BROTLI);
    assertThat(atServer.algorithms).containsExactly(CertificateCompression.BROTLI);
  }

  @FourWays
  void aClientThatOnlyDecompressesSendsWhatItHasAsItIs(Handshake handshake) throws SslException {
    CertificateCodec decoder = RealLibrary.BROTLI_DEC.codec();
    connect(handshake, List.of(decoder), List.of(RealLibrary.BROTLI4J.codec()));
    assertThat(atClient.algorithms).containsExactly(CertificateCompression.BROTLI);
    assertThat(atServer.algorithms).isEmpty();
  }

  @FourWays
  void aServerThatOnlyDecompressesSendsWithAnotherAlgorithm(Handshake handshake)
      throws SslException {
    CertificateCodec decoder = RealLibrary.BROTLI_DEC.codec();
    List<CertificateCodec> client = List.of(RealLibrary.BROTLI4J.codec(), CertificateCodec.zlib());
    connect(handshake, client, List.of(decoder, CertificateCodec.zlib()));
    assertThat(atClient.algorithms).containsExactly(CertificateCompression.ZLIB);
    assertThat(atServer.algorithms).containsExactly(CertificateCompression.BROTLI);
  }

  @FourWays
  void whatIsAvailableIsInOneOffer(Handshake handshake) throws SslException {
    connect(handshake, CertificateCodec.available(), List.of(RealLibrary.ZSTD_JNI.codec()));
    assertThat(atClient.algorithms).containsExactly(CertificateCompression.ZSTD);
  }

  private void connect(
      Handshake handshake, List<CertificateCodec> client, List<CertificateCodec> server)
      throws SslException {
    handshake
        .client(b -> b.certificateCompression(client))
        .server(b -> b.certificateCompression(server))
        .server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED))
        .clientShows(Identities.CLIENT)
        .listeners(atClient, atServer);
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates().get(0)).isEqualTo(Identities.CLIENT.leaf());
      assertThat(pair.client().peerCertificates().get(0)).isEqualTo(Identities.SERVER.leaf());
    }
  }

  /** Lists what comes compressed with. */
  private static final class Heard implements SslListener {
    private final List<CertificateCompression> algorithms = new ArrayList<>();

    @Override
    public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
      if (!sent && message.at(0) == HandshakeType.COMPRESSED_CERTIFICATE.code()) {
        int code = (message.at(HEADER) & 0xff) << 8 | (message.at(HEADER + 1) & 0xff);
        algorithms.add(new CertificateCompression(code));
      }
    }
  }
}
