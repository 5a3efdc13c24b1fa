// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslCallbacks.ExternalSession;
import dev.jessel.SslCallbacks.SessionWanted;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslReply;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sessions that no handshake has made (RFC 4851 5.1), each of them in all four ways. */
class ExternalSessionTest {
  private static final CipherSuite CHACHA = new CipherSuite(0xCCA9);

  @FourWays
  void bothEndsResumeByWhatTheyKnow(Handshake handshake) throws SslException {
    try (Pair pair = old(handshake).client(Pac::client).server(Pac::server).connect()) {
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.server().isResumed()).isTrue();
      assertThat(pair.client().peerCertificates()).isEmpty();
      assertThat(pair.client().session().orElseThrow().ticket()).isEqualTo(Pac.OPAQUE);
      assertThat(pair.client().exportKeyingMaterial("label", null, 20))
          .isEqualTo(pair.server().exportKeyingMaterial("label", null, 20));
      Handshake.exchange(pair, 50_000);
    }
  }

  @FourWays
  void whoDoesNotKnowTheTicketGoesOnInFull(Handshake handshake) throws SslException {
    Bytes other = Bytes.of((byte) 1);
    try (Pair pair =
        old(handshake)
            .client(b -> b.externalTicket(other))
            .client(
                b ->
                    b.externalSessionFinder(
                        Optional.of(Pac.slow(wanted -> Pac.known(withTicket(wanted))))))
            .server(Pac::server)
            .connect()) {
      assertThat(pair.client().isResumed()).isFalse();
      assertThat(pair.client().peerCertificates()).isNotEmpty();
      // As libssl: who knows of such tickets gives none of its own.
      assertThat(pair.client().session().orElseThrow().ticket()).isEqualTo(Bytes.EMPTY);
      Handshake.exchange(pair, 50_000);
    }
  }

  private static SessionWanted withTicket(SessionWanted wanted) {
    return new SessionWanted(
        Pac.OPAQUE, wanted.suites(), wanted.clientRandom(), wanted.serverRandom());
  }

  @FourWays
  void aServerThatKnowsNoSuchSessionsGoesOnInFull(Handshake handshake) throws SslException {
    try (Pair pair = old(handshake).client(Pac::client).connect()) {
      assertThat(pair.client().isResumed()).isFalse();
      assertThat(pair.client().session().orElseThrow().ticket()).isNotEqualTo(Bytes.EMPTY);
    }
  }

  @FourWays
  void aClientWithoutATicketIsNotAsked(Handshake handshake) throws SslException {
    try (Pair pair =
        old(handshake).client(Pac::client).client(b -> b.externalTicket(Bytes.EMPTY)).connect()) {
      assertThat(pair.client().isResumed()).isFalse();
    }
    Handshake without = new Handshake(handshake.conduct());
    try (Pair pair =
        old(without).client(Pac::client).client(b -> b.options(SslOption.NO_TICKET)).connect()) {
      assertThat(pair.client().isResumed()).isFalse();
    }
  }

  @FourWays
  void tls13KnowsNothingOfThem(Handshake handshake) throws SslException {
    try (Pair pair = handshake.client(Pac::client).server(Pac::server).connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_3);
      assertThat(pair.client().isResumed()).isFalse();
    }
  }

  @FourWays
  void aClientOfTls13ResumesWithAServerOfTls12(Handshake handshake) throws SslException {
    try (Pair pair =
        handshake
            .client(Pac::client)
            .server(Pac::server)
            .server(b -> b.maxVersion(ProtocolVersion.TLS_1_2))
            .connect()) {
      assertThat(pair.client().isResumed()).isTrue();
    }
  }

  @FourWays
  void theServerMayNameTheSuite(Handshake handshake) throws SslException {
    List<SessionWanted> asked = new ArrayList<>();
    try (Pair pair =
        old(handshake).client(Pac::client).server(b -> naming(b, CHACHA, asked)).connect()) {
      assertThat(pair.client().cipherSuite()).contains(CHACHA);
      assertThat(pair.server().cipherSuite()).contains(CHACHA);
      assertThat(asked.get(0).ticket()).isEqualTo(Pac.OPAQUE);
      assertThat(asked.get(0).suites()).contains(CHACHA).hasSizeGreaterThan(5);
      assertThat(asked.get(0).serverRandom()).isEqualTo(pair.server().serverRandom());
      assertThat(asked.get(0).clientRandom()).isEqualTo(pair.server().clientRandom());
    }
  }

  @Test
  void butNoneThatTheClientDoesNotOffer() {
    Handshake handshake =
        old(new Handshake(Conduct.PLAIN))
            .client(Pac::client)
            .client(b -> b.cipherList("ECDHE+AESGCM"))
            .server(b -> naming(b, CHACHA, new ArrayList<>()));
    assertThatThrownBy(handshake::connect).hasMessageContaining("bad data returned by callback");
    assertThatThrownBy(
            old(new Handshake(Conduct.PLAIN))
                    .client(Pac::client)
                    .server(b -> naming(b, CipherSuite.TLS_AES_128_GCM_SHA256, new ArrayList<>()))
                ::connect)
        .hasMessageContaining("bad data returned by callback");
  }

  @Test
  void withoutASharedSuiteThereIsNone() {
    Handshake handshake =
        old(new Handshake(Conduct.PLAIN))
            .client(Pac::client)
            .client(b -> b.cipherList("ECDHE+AESGCM"))
            .server(Pac::server)
            .server(b -> b.cipherList("ECDHE+CHACHA20"));
    assertThatThrownBy(handshake::connect).hasMessageContaining("no shared cipher");
  }

  @Test
  void aClientMayBeLetInWithoutItsCertificate() throws SslException {
    try (Pair pair =
        old(new Handshake(Conduct.PLAIN))
            .client(Pac::client)
            .server(Pac::server)
            .server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED))
            .connect()) {
      assertThat(pair.server().isResumed()).isTrue();
      assertThat(pair.server().peerCertificates()).isEmpty();
    }
  }

  @Test
  void theOtherSecretIsFoundOut() {
    Handshake handshake = old(new Handshake(Conduct.PLAIN)).client(Pac::fixed).server(Pac::server);
    assertThatThrownBy(handshake::connect)
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC));
  }

  @Test
  void aSecretHas48Bytes() {
    for (int length : new int[] {1, 47, 49, 64}) {
      Handshake handshake =
          old(new Handshake(Conduct.PLAIN)).client(Pac::client).server(b -> giving(b, length));
      assertThatThrownBy(handshake::connect).hasMessageContaining("bad data returned by callback");
    }
  }

  @Test
  void anotherHandshakeOfAConnectionMayResumeOneToo() throws SslException {
    try (Pair pair =
        old(new Handshake(Conduct.PLAIN))
            .client(Pac::client)
            .server(Pac::server)
            .server(b -> b.options(SslOption.ALLOW_CLIENT_RENEGOTIATION))
            .connect()) {
      again(pair);
      assertThat(pair.client().isResumed()).isTrue();
      Handshake.exchange(pair, 10);
    }
  }

  /** RFC 7627 5.4: who showed a certificate before must show it again, or bind keys to all. */
  @Test
  void butNotInThePlaceOfACertificateThatWasShownBefore() throws SslException {
    assertThat(followsFull(b -> b)).isTrue();
    assertThatThrownBy(() -> followsFull(b -> b.options(SslOption.NO_EXTENDED_MASTER_SECRET)))
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.reason()).contains(SslReason.BAD_CERTIFICATE));
  }

  @Test
  void norInThatOfAClients() throws SslException {
    UnaryOperator<SslContext.Builder> unbound = b -> b.options(SslOption.NO_EXTENDED_MASTER_SECRET);
    Handshake handshake =
        old(new Handshake(Conduct.PLAIN))
            .both(unbound)
            .clientShows(Identities.CLIENT)
            .server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.PEER))
            .server(b -> b.options(SslOption.ALLOW_CLIENT_RENEGOTIATION))
            .client(Pac::client)
            .server(ExternalSessionTest::knowingLater);
    try (Pair pair = handshake.connect()) {
      again(pair);
      assertThat(pair.server().isResumed()).isFalse();
      assertThat(pair.server().peerCertificates()).isNotEmpty();
    }
  }

  private static boolean followsFull(UnaryOperator<SslContext.Builder> both) throws SslException {
    Handshake handshake =
        old(new Handshake(Conduct.PLAIN))
            .both(both)
            .client(Pac::client)
            .server(b -> b.options(SslOption.ALLOW_CLIENT_RENEGOTIATION))
            .server(ExternalSessionTest::knowingLater);
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().isResumed()).isFalse();
      again(pair);
      return pair.client().isResumed();
    }
  }

  /** Knows the client when it is asked for the second time. */
  private static SslContext.Builder knowingLater(SslContext.Builder settings) {
    AtomicBoolean asked = new AtomicBoolean();
    return settings.externalSessionFinder(
        Optional.of(
            wanted -> asked.getAndSet(true) ? Pac.known(wanted) : SslReply.now(Optional.empty())));
  }

  private static void again(Pair pair) throws SslException {
    Bytes before = pair.server().serverRandom();
    for (int i = 0; i < 10 && pair.server().serverRandom().equals(before); i++) {
      SslStatus ignored = pair.client().renegotiate(false);
      Handshake.exchange(pair, 10);
    }
    assertThat(pair.server().serverRandom()).isNotEqualTo(before);
  }

  private static SslContext.Builder naming(
      SslContext.Builder settings, CipherSuite suite, List<SessionWanted> asked) {
    return settings.externalSessionFinder(
        Optional.of(
            wanted -> {
              asked.add(wanted);
              Secret secret = Pac.secret(wanted);
              return SslReply.now(Optional.of(new ExternalSession(secret, Optional.of(suite))));
            }));
  }

  private static SslContext.Builder giving(SslContext.Builder settings, int length) {
    ExternalSession odd = new ExternalSession(Secret.zeros(length), Optional.empty());
    return settings.externalSessionFinder(Optional.of(wanted -> SslReply.now(Optional.of(odd))));
  }

  private static Handshake old(Handshake handshake) {
    return handshake.both(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
  }
}
