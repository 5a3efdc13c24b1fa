// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DaneMatch;
import dev.jessel.x509.DaneRecords;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.TlsaMatching;
import dev.jessel.x509.TlsaRecord;
import dev.jessel.x509.TrustStore;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Servers that are known by TLSA records (RFC 6698). */
class DaneHandshakeTest {
  private static final Credential EXPIRED =
      Identities.STRANGER.expired(KeyType.P256, "localhost").credential();
  private static final Credential BELOW =
      Identities.STRANGER.intermediate(KeyType.P256).localhost(KeyType.P256).credential();

  private static DaneRecords about(TlsaRecord.Usage usage, PeerCertificate certificate) {
    try {
      return DaneRecords.of(
          TlsaRecord.about(certificate, usage, TlsaRecord.Selector.SPKI, TlsaMatching.SHA2_256));
    } catch (TlsException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static PeerCertificate shown(Credential credential, int depth) {
    return credential.chain().get(depth);
  }

  private static SslContext.Builder distrusting(SslContext.Builder builder) {
    return builder.trust(TrustStore.none());
  }

  private static void assertMatch(Pair pair, TlsaRecord.Usage usage, int depth) {
    assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
    DaneMatch match = pair.client().daneMatch().orElseThrow();
    assertThat(match.record().usage()).isEqualTo(usage);
    assertThat(match.depth()).isEqualTo(depth);
    assertThat(pair.server().daneMatch()).isEmpty();
  }

  @FourWays
  void aLeafThatARecordIsAboutNeedsNothingElse(Handshake handshake) throws SslException {
    handshake.serverShows(EXPIRED).client(DaneHandshakeTest::distrusting);
    handshake.client(b -> b.dane(about(TlsaRecord.Usage.DANE_EE, shown(EXPIRED, 0))));
    try (Pair pair = handshake.connect()) {
      assertMatch(pair, TlsaRecord.Usage.DANE_EE, 0);
    }
  }

  @FourWays
  void anIssuerThatARecordIsAboutIsTrusted(Handshake handshake) throws SslException {
    handshake.serverShows(BELOW).client(DaneHandshakeTest::distrusting);
    handshake.client(b -> b.dane(about(TlsaRecord.Usage.DANE_TA, shown(BELOW, 1))));
    try (Pair pair = handshake.connect()) {
      assertMatch(pair, TlsaRecord.Usage.DANE_TA, 1);
      assertThat(pair.client().verifiedChain()).isEqualTo(BELOW.chain());
    }
  }

  @FourWays
  void aRecordMayNarrowLocalTrust(Handshake handshake) throws SslException {
    handshake.client(b -> b.dane(about(TlsaRecord.Usage.PKIX_EE, shown(Identities.SERVER, 0))));
    handshake.both(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
    try (Pair pair = handshake.connect()) {
      assertMatch(pair, TlsaRecord.Usage.PKIX_EE, 0);
    }
  }

  @FourWays
  void withoutAMatchTheServerIsRefusedEvenIfItIsTrusted(Handshake handshake) {
    handshake.client(b -> b.dane(about(TlsaRecord.Usage.DANE_EE, shown(EXPIRED, 0))));
    Pair pair = handshake.pair();
    assertRefused(pair);
    assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.DANE_NO_MATCH);
    assertThat(pair.client().daneMatch()).isEmpty();
  }

  private static void assertRefused(Pair pair) {
    assertThatThrownBy(pair::connect)
        .asInstanceOf(InstanceOfAssertFactories.type(SslException.class))
        .returns(Optional.of(SslReason.CERTIFICATE_VERIFY_FAILED), SslException::reason);
  }

  @Test
  void namesNeedNotBeKnownWhereTheyDoNotCount() throws SslException {
    DaneRecords records = about(TlsaRecord.Usage.DANE_EE, shown(Identities.SERVER, 0));
    SslContext client =
        SslContext.client().crypto(Identities.CRYPTO).dane(records.withoutNameChecks()).build();
    try (Pair pair = Pair.of(client, Identities.server().build()).connect()) {
      assertMatch(pair, TlsaRecord.Usage.DANE_EE, 0);
    }
    SslContext named = SslContext.client().crypto(Identities.CRYPTO).dane(records).build();
    assertThatThrownBy(() -> Pair.of(named, Identities.server().build()).connect())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aConnectionHasRecordsOfItsOwn() throws SslException {
    Handshake handshake = new Handshake(Conduct.PLAIN).client(DaneHandshakeTest::distrusting);
    try (Pair pair = handshake.pair()) {
      pair.client().dane(about(TlsaRecord.Usage.DANE_EE, shown(Identities.SERVER, 0)));
      pair.connect();
      assertMatch(pair, TlsaRecord.Usage.DANE_EE, 0);
    }
  }

  @Test
  void aSessionIsNotResumedWhereOtherRecordsDoNotMatch() throws SslException {
    for (ProtocolVersion version : List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3)) {
      SslSession[] kept = new SslSession[1];
      DaneRecords good = about(TlsaRecord.Usage.DANE_EE, shown(Identities.SERVER, 0));
      SslContext client =
          Identities.client().maxVersion(version).dane(good).listener(keeping(kept)).build();
      SslContext server = Identities.server().build();
      try (Pair first = Pair.of(client, server).connect()) {
        Handshake.exchange(first, 10);
      }
      SslContext again = client.toBuilder().session(Optional.of(kept[0])).build();
      try (Pair second = Pair.of(again, server).connect()) {
        assertThat(second.client().isResumed()).isTrue();
        assertThat(second.client().daneMatch()).isEmpty();
      }
      DaneRecords other = about(TlsaRecord.Usage.DANE_EE, shown(EXPIRED, 0));
      SslContext changed = client.toBuilder().session(Optional.of(kept[0])).dane(other).build();
      assertRefused(Pair.of(changed, server));
    }
  }

  private static SslListener keeping(SslSession[] kept) {
    return new SslListener() {
      @Override
      public void session(Ssl ssl, SslSession session) {
        kept[0] = session;
      }
    };
  }
}
