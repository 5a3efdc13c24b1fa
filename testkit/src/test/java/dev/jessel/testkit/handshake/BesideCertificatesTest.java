// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslRefusal;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OCSP responses and signed certificate timestamps that travel with certificates. They are bytes
 * here: nobody looks into them.
 */
class BesideCertificatesTest {
  private static final Bytes STAPLE = Bytes.ofHex("30030a0106");
  private static final Bytes FRESH = Bytes.ofHex("30030a0103");
  private static final List<Bytes> SCTS = List.of(Bytes.ofHex("0001"), Bytes.ofHex("02"));

  private static final Credential SERVER = withBoth(Identities.SERVER);
  private static final Credential CLIENT = withBoth(Identities.CLIENT);

  @FourWays
  void aServerSendsWhatItsClientAsksFor(Handshake handshake) throws SslException {
    handshake.client(BesideCertificatesTest::asking).serverShows(SERVER);
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().ocspResponse()).contains(STAPLE);
      assertThat(pair.client().certificateTimestamps()).isEqualTo(SCTS);
    }
  }

  @FourWays
  void soItDoesInTls12(Handshake handshake) throws SslException {
    handshake.client(BesideCertificatesTest::asking).serverShows(SERVER);
    try (Pair pair = tls12(handshake).connect()) {
      assertThat(pair.client().ocspResponse()).contains(STAPLE);
      assertThat(pair.client().certificateTimestamps()).isEqualTo(SCTS);
    }
  }

  @FourWays
  void unaskedItSendsNothing(Handshake handshake) throws SslException {
    try (Pair pair = handshake.serverShows(SERVER).connect()) {
      assertThat(pair.client().ocspResponse()).isEmpty();
      assertThat(pair.client().certificateTimestamps()).isEmpty();
    }
  }

  @FourWays
  void aServerThatHasNothingSendsNothing(Handshake handshake) throws SslException {
    try (Pair pair = handshake.client(BesideCertificatesTest::asking).connect()) {
      assertThat(pair.client().ocspResponse()).isEmpty();
      assertThat(pair.client().certificateTimestamps()).isEmpty();
    }
  }

  @FourWays
  void aClientSendsWhatItsServerAsksFor(Handshake handshake) throws SslException {
    handshake.clientShows(CLIENT).server(BesideCertificatesTest::asking);
    handshake.server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().ocspResponse()).contains(STAPLE);
      assertThat(pair.server().certificateTimestamps()).isEqualTo(SCTS);
    }
  }

  @FourWays
  void itTravelsCompressedToo(Handshake handshake) throws SslException {
    handshake.client(BesideCertificatesTest::asking).serverShows(SERVER);
    handshake.both(b -> b.certificateCompression(List.of(CertificateCodec.zlib())));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().ocspResponse()).contains(STAPLE);
    }
  }

  @FourWays
  void theApplicationHasAFresherOne(Handshake handshake) throws SslException {
    handshake
        .client(BesideCertificatesTest::asking)
        .serverShows(SERVER)
        .server(b -> b.statusSource(shown -> List.of(FRESH)));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().ocspResponse()).contains(FRESH);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0303, 0x0304})
  void theApplicationInsistsOnOne(int version) {
    SslContext server =
        Identities.server()
            .maxVersion(new ProtocolVersion(version))
            .statusSource(
                shown -> {
                  throw new SslRefusal(SslReason.CALLBACK_FAILED);
                })
            .build();
    Pair pair = Pair.of(asking(Identities.client()).build(), server);
    assertThatExceptionOfType(SslException.class)
        .isThrownBy(pair::connect)
        .satisfies(e -> assertThat(e.reason()).contains(SslReason.CALLBACK_FAILED))
        .satisfies(e -> assertThat(e.alert()).contains(AlertDescription.INTERNAL_ERROR));
  }

  @Test
  void whatAContextHoldsServesACredentialThatHasNone() throws SslException {
    SslContext server = Identities.server().ocspResponse(Optional.of(FRESH)).build();
    SslContext.Builder client = asking(Identities.client());
    try (Pair pair = Pair.of(client.build(), server).connect()) {
      assertThat(pair.client().ocspResponse()).contains(FRESH);
    }
  }

  private static Credential withBoth(Credential plain) {
    return plain.toBuilder().ocspResponse(STAPLE).scts(SCTS).build();
  }

  private static SslContext.Builder asking(SslContext.Builder settings) {
    return settings.statusRequest(true).certificateTimestamps(true);
  }

  private static Handshake tls12(Handshake handshake) {
    return handshake.both(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
  }
}
