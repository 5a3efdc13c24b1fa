// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslOption;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.bio.BufferedBio;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.transport.BlockingEveryBio;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import dev.jessel.x509.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The handshakes that must go well, each of them in all four ways. */
class HandshakeTest {
  private static final List<CipherSuite> SUITES =
      List.of(
          CipherSuite.TLS_AES_128_GCM_SHA256,
          CipherSuite.TLS_AES_256_GCM_SHA384,
          CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
          CipherSuite.TLS_AES_128_CCM_SHA256,
          CipherSuite.TLS_AES_128_CCM_8_SHA256);

  private static final List<NamedGroup> GROUPS =
      List.of(
          NamedGroup.X25519,
          NamedGroup.SECP256R1,
          NamedGroup.SECP384R1,
          NamedGroup.SECP521R1,
          NamedGroup.X448,
          NamedGroup.FFDHE2048,
          NamedGroup.X25519MLKEM768,
          NamedGroup.SECP256R1MLKEM768,
          NamedGroup.SECP384R1MLKEM1024);

  @FourWays
  void aFullHandshakeConnects(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_3);
      assertThat(pair.client().cipherSuite()).isEqualTo(pair.server().cipherSuite());
      assertThat(pair.client().group()).contains(NamedGroup.X25519);
      assertThat(pair.client().wasHelloRetried()).isFalse();
      assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().clientRandom()).isEqualTo(pair.server().clientRandom());
      assertThat(pair.client().serverRandom()).isEqualTo(pair.server().serverRandom());
    }
  }

  @FourWays
  void theDefaultsConnect(Handshake handshake) throws SslException {
    try (Pair pair = handshake.both(b -> b.groups("DEFAULT")).connect()) {
      assertThat(pair.client().wasHelloRetried()).isFalse();
      assertThat(pair.client().group()).isEqualTo(pair.server().group()).isPresent();
    }
  }

  @FourWays
  void aRetryForAGroupConnects(Handshake handshake) throws SslException {
    try (Pair pair = handshake.server(b -> b.groups("P-256")).connect()) {
      assertThat(pair.client().wasHelloRetried()).isTrue();
      assertThat(pair.server().wasHelloRetried()).isTrue();
      assertThat(pair.client().group()).contains(NamedGroup.SECP256R1);
    }
  }

  @FourWays
  void aRetryForACookieConnects(Handshake handshake) throws SslException {
    try (Pair pair = handshake.server(b -> b.options(SslOption.COOKIE_EXCHANGE)).connect()) {
      assertThat(pair.client().wasHelloRetried()).isTrue();
      assertThat(pair.client().group()).contains(NamedGroup.X25519);
    }
  }

  @FourWays
  void aRetryForGroupAndCookieConnects(Handshake handshake) throws SslException {
    handshake.server(b -> b.groups("P-256").options(SslOption.COOKIE_EXCHANGE));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().wasHelloRetried()).isTrue();
      assertThat(pair.client().group()).contains(NamedGroup.SECP256R1);
    }
  }

  @FourWays
  void aClientWithACertificateIsKnown(Handshake handshake) throws SslException {
    handshake.clientShows(Identities.CLIENT).server(HandshakeTest::requiresClient);
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates().get(0)).isEqualTo(Identities.CLIENT.leaf());
      assertThat(pair.server().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().isCertificateRequested()).isTrue();
      assertThat(pair.client().signatureScheme()).isEqualTo(pair.server().peerSignatureScheme());
    }
  }

  @FourWays
  void aClientWithoutACertificateIsLetInWhereItIsOptional(Handshake handshake) throws SslException {
    handshake.server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.PEER));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates()).isEmpty();
      assertThat(pair.client().isCertificateRequested()).isTrue();
    }
  }

  @FourWays
  void aClientIsKnownAfterARetry(Handshake handshake) throws SslException {
    handshake.clientShows(Identities.CLIENT).server(b -> requiresClient(b).groups("P-256"));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates()).isNotEmpty();
      assertThat(pair.client().wasHelloRetried()).isTrue();
    }
  }

  @FourWays
  void theServerChoosesTheProtocol(Handshake handshake) throws SslException {
    handshake.client(b -> b.alpn("http/1.1", "h2")).server(b -> b.alpn("h2", "http/1.1"));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().applicationProtocol()).contains("h2");
      assertThat(pair.server().applicationProtocol()).contains("h2");
    }
  }

  @FourWays
  void aServerWithoutProtocolsAnswersNone(Handshake handshake) throws SslException {
    try (Pair pair = handshake.client(b -> b.alpn("h2")).connect()) {
      assertThat(pair.client().applicationProtocol()).isEmpty();
    }
  }

  @FourWays
  void theServerLearnsItsName(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().serverName()).contains("localhost");
    }
  }

  @FourWays
  void shortFragmentsAreAgreedOn(Handshake handshake) throws SslException {
    try (Pair pair = handshake.client(b -> b.maxFragmentLength(512)).connect()) {
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void recordSizeLimitsAreAgreedOn(Handshake handshake) throws SslException {
    handshake.client(b -> b.recordSizeLimit(600)).server(b -> b.recordSizeLimit(700));
    try (Pair pair = handshake.connect()) {
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void paddedRecordsArrive(Handshake handshake) throws SslException {
    try (Pair pair = handshake.both(b -> b.blockPadding(512, 512)).connect()) {
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void shortSendFragmentsArrive(Handshake handshake) throws SslException {
    try (Pair pair = handshake.both(b -> b.maxSendFragment(512)).connect()) {
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void readingAheadChangesNothing(Handshake handshake) throws SslException {
    try (Pair pair = handshake.both(b -> b.readAhead(true)).connect()) {
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void noMiddleboxNeedsToBePleased(Handshake handshake) throws SslException {
    handshake.client(b -> b.clearOptions(SslOption.ENABLE_MIDDLEBOX_COMPAT));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().isEstablished()).isTrue();
    }
  }

  @FourWays
  void aServerThatPleasesNoMiddleboxConnects(Handshake handshake) throws SslException {
    handshake.both(b -> b.clearOptions(SslOption.ENABLE_MIDDLEBOX_COMPAT));
    handshake.server(b -> b.groups("P-256")).connect().close();
  }

  @FourWays
  void everySuiteConnects(Handshake handshake) throws SslException {
    for (CipherSuite suite : SUITES) {
      if (Identities.CRYPTO.supports(suite)) {
        // Level 0, since a tag of 8 bytes is too short for any other.
        try (Pair pair =
            new Handshake(handshake.conduct())
                .both(b -> b.cipherSuites(suite.name()).securityLevel(0))
                .connect()) {
          assertThat(pair.client().cipherSuite()).contains(suite);
        }
      }
    }
  }

  @FourWays
  void everyGroupConnects(Handshake handshake) throws SslException {
    for (NamedGroup group : GROUPS) {
      if (Identities.CRYPTO.supports(group)) {
        try (Pair pair =
            new Handshake(handshake.conduct()).both(b -> b.groups(group.name())).connect()) {
          assertThat(pair.client().group()).contains(group);
        }
      }
    }
  }

  @FourWays
  void everySuiteConnectsInEveryGroup(Handshake handshake) throws SslException {
    if (handshake.conduct() == Conduct.BYTE_BY_BYTE) {
      return; // each suite and each group alone is enough of that
    }
    for (CipherSuite suite : SUITES) {
      for (NamedGroup group : GROUPS) {
        if (Identities.CRYPTO.supports(suite) && Identities.CRYPTO.supports(group)) {
          connect(handshake.conduct(), suite, group);
        }
      }
    }
  }

  private static void connect(Conduct conduct, CipherSuite suite, NamedGroup group)
      throws SslException {
    Handshake handshake =
        new Handshake(conduct)
            .both(b -> b.cipherSuites(suite.name()).groups(group.name()).securityLevel(0));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().cipherSuite()).contains(suite);
      assertThat(pair.server().group()).contains(group);
    }
  }

  @FourWays
  void everyKindOfKeySigns(Handshake handshake) throws SslException {
    for (Credential credential : Keys.CREDENTIALS) {
      if (!Identities.CRYPTO.schemesFor(credential.publicKey()).isEmpty()) {
        Handshake each =
            new Handshake(handshake.conduct())
                .client(b -> b.trust(Identities.AUTHORITY.trust()))
                .serverShows(credential);
        try (Pair pair = each.connect()) {
          assertThat(pair.client().peerSignatureScheme())
              .isEqualTo(pair.server().signatureScheme())
              .isPresent();
        }
      }
    }
  }

  @FourWays
  void keysChangeInBothDirections(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      for (boolean request : new boolean[] {false, true, true, false}) {
        pair.updateKeys(pair.client(), request);
        Handshake.exchange(pair, 100);
        pair.updateKeys(pair.server(), request);
        Handshake.exchange(pair, 100);
      }
    }
  }

  @FourWays
  void keysThatChangeAtTheSameTimeCross(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      pair.updateKeys(pair.client(), true);
      pair.updateKeys(pair.server(), true);
      Handshake.exchange(pair, 100);
      Handshake.exchange(pair, 20_000);
    }
  }

  @FourWays
  void ticketsArriveWithTheFirstData(Handshake handshake) throws SslException {
    Tickets tickets = new Tickets();
    handshake.client(b -> b.listener(tickets)).server(b -> b.tickets(3));
    handshake.connect().close();
    assertThat(tickets.sessions).hasSize(3);
  }

  @FourWays
  void aServerMaySendNoTickets(Handshake handshake) throws SslException {
    Tickets tickets = new Tickets();
    handshake.client(b -> b.listener(tickets)).server(b -> b.tickets(0));
    handshake.connect().close();
    assertThat(tickets.sessions).isEmpty();
  }

  @FourWays
  void bothEndsExportTheSame(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      byte[] context = {1, 2, 3};
      byte[] ofClient = pair.client().exportKeyingMaterial("EXPERIMENTAL test", context, 48);
      assertThat(ofClient)
          .isEqualTo(pair.server().exportKeyingMaterial("EXPERIMENTAL test", context, 48))
          .isNotEqualTo(pair.client().exportKeyingMaterial("EXPERIMENTAL other", context, 48))
          .isNotEqualTo(pair.client().exportKeyingMaterial("EXPERIMENTAL test", null, 48));
    }
  }

  @FourWays
  void bothEndsLogTheSameKeys(Handshake handshake) throws SslException {
    List<String> ofClient = new ArrayList<>();
    List<String> ofServer = new ArrayList<>();
    handshake.client(b -> b.keyLog(ofClient::add)).server(b -> b.keyLog(ofServer::add));
    try (Pair pair = handshake.connect()) {
      assertThat(ofClient).containsExactlyInAnyOrderElementsOf(ofServer).hasSize(5);
      assertThat(ofClient).allMatch(line -> line.contains(pair.client().clientRandom().hex()));
    }
  }

  @FourWays
  void bothEndsSayGoodbye(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      pair.shutDown();
      assertThat(pair.client().isInputShutdown()).isTrue();
      assertThat(pair.server().isInputShutdown()).isTrue();
    }
  }

  @FourWays
  void oneDirectionMayEndBeforeTheOther(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      byte[] content = {1, 2, 3};
      SslStatus status = pair.client().shutdownOutput();
      while (status != SslStatus.DONE) {
        status = pair.client().shutdownOutput();
      }
      assertThat(pair.transfer(pair.server(), pair.client(), content)).isEqualTo(content);
    }
  }

  @FourWays
  void largeDataArrives(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      Handshake.exchange(pair, handshake.conduct() == Conduct.BYTE_BY_BYTE ? 40_000 : 300_000);
    }
  }

  @FourWays
  void whatIsSeenFitsTheConduct(Handshake handshake) throws SslException {
    handshake.clientShows(Identities.CLIENT).server(HandshakeTest::requiresClient);
    try (Pair pair = handshake.connect()) {
      List<SslStatus> waits =
          List.of(
              SslStatus.WANT_CLIENT_HELLO,
              SslStatus.WANT_CREDENTIAL,
              SslStatus.WANT_SIGN,
              SslStatus.WANT_VERIFY);
      switch (handshake.conduct()) {
        case ANSWERS_LATER -> assertThat(pair.seen()).containsAll(waits);
        case PLAIN -> assertThat(pair.seen()).doesNotContainAnyElementsOf(waits);
        default -> assertThat(pair.seen()).contains(SslStatus.WANT_WRITE);
      }
    }
  }

  @Test
  void aTransportThatHoldsBytesBackIsFlushedUntilItHasNone() throws SslException {
    Pair pair =
        Pair.of(
            Identities.client().build(),
            Identities.server().build(),
            bio -> new BufferedBio(BlockingEveryBio.writes(1, bio)));
    try (pair) {
      Handshake.exchange(pair.connect(), 3000);
      pair.updateKeys(pair.client(), true);
      Handshake.exchange(pair, 3000);
    }
  }

  static SslContext.Builder requiresClient(SslContext.Builder settings) {
    return settings.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED);
  }

  /** Counts what a client is given. */
  private static final class Tickets implements SslListener {
    private final List<SslSession> sessions = new ArrayList<>();

    @Override
    public void session(Ssl ssl, SslSession session) {
      sessions.add(session);
    }
  }

  /** One credential for each kind of key that this JVM has. */
  private static final class Keys {
    static final List<Credential> CREDENTIALS =
        List.of(
            of(KeyType.RSA),
            of(KeyType.RSA_PSS),
            of(KeyType.P256),
            of(KeyType.P384),
            of(KeyType.P521),
            of(KeyType.ED25519),
            of(KeyType.ED448),
            of(KeyType.ML_DSA_65));

    private static Credential of(KeyType type) {
      return Identities.AUTHORITY.localhost(type).credential();
    }
  }
}
