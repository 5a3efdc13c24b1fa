// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslMode;
import dev.jessel.SslOption;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslVerify;
import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import dev.jessel.x509.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The handshakes of TLS 1.2 that must go well, each of them in all four ways. */
class Tls12HandshakeTest {
  private static final Credential P384 = Identities.AUTHORITY.localhost(KeyType.P384).credential();

  @FourWays
  void aFullHandshakeConnects(Handshake handshake) throws SslException {
    try (Pair pair = old(handshake).connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(pair.server().version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(pair.client().cipherSuite()).isEqualTo(pair.server().cipherSuite());
      assertThat(pair.client().group()).contains(NamedGroup.X25519);
      assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().serverRandom()).isEqualTo(pair.server().serverRandom());
      assertThat(pair.client().hasExtendedMainSecret()).isTrue();
      assertThat(pair.client().isRenegotiationSecure()).isTrue();
      assertThat(pair.server().isRenegotiationSecure()).isTrue();
      Handshake.exchange(pair, 50_000);
    }
  }

  @FourWays
  void aClientThatSpeaksNothingNewerConnects(Handshake handshake) throws SslException {
    try (Pair pair = handshake.client(b -> b.maxVersion(ProtocolVersion.TLS_1_2)).connect()) {
      assertThat(pair.server().version()).contains(ProtocolVersion.TLS_1_2);
    }
  }

  @FourWays
  void everySuiteConnects(Handshake handshake) throws SslException {
    if (handshake.conduct() == Conduct.BYTE_BY_BYTE) {
      return; // each key exchange alone is enough of that
    }
    SslContext.Builder all = Identities.server().cipherList("ALL:COMPLEMENTOFALL:@SECLEVEL=0");
    int connected = 0;
    for (CipherSuite suite : all.olderCipherSuites()) {
      SuiteParameters is = SuiteParameters.of(suite).orElseThrow();
      if (Identities.CRYPTO.supports(is) && is.keyExchange() != KeyExchangeMethod.SRP) {
        connected += connect(handshake.conduct(), suite, is) ? 1 : 0;
      }
    }
    assertThat(connected).isGreaterThan(50);
  }

  private static boolean connect(Conduct conduct, CipherSuite suite, SuiteParameters is)
      throws SslException {
    if (is.authentication() == Authentication.DSS || is.cipher() == BulkCipher.RC4_128) {
      return false;
    }
    Handshake handshake =
        old(new Handshake(conduct))
            .both(b -> b.cipherList(suite.openSslName() + ":@SECLEVEL=0"))
            .both(b -> b.groups("X25519:P-256:ffdhe2048"))
            .client(PreShared::client)
            .server(PreShared::server);
    if (is.authentication() == Authentication.RSA) {
      handshake.serverShows(Identities.RSA_SERVER);
    }
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().cipherSuite()).contains(suite);
      Handshake.exchange(pair, 20_000);
    }
    return true;
  }

  @FourWays
  void everyKindOfKeySigns(Handshake handshake) throws SslException {
    for (KeyType type :
        List.of(
            KeyType.RSA,
            KeyType.RSA_PSS,
            KeyType.P256,
            KeyType.P384,
            KeyType.P521,
            KeyType.ED25519,
            KeyType.ED448)) {
      Handshake each =
          old(new Handshake(handshake.conduct()))
              .both(b -> b.groups("X25519:P-256:P-384:P-521"))
              .serverShows(Identities.AUTHORITY.localhost(type).credential())
              .clientShows(Identities.AUTHORITY.client(type, "client").credential())
              .server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED));
      try (Pair pair = each.connect()) {
        assertThat(pair.client().peerSignatureScheme())
            .isEqualTo(pair.server().signatureScheme())
            .isPresent();
        assertThat(pair.server().peerSignatureScheme())
            .isEqualTo(pair.client().signatureScheme())
            .isPresent();
      }
    }
  }

  @Test
  void aCertificateOnACurveThatTheClientDoesNotNameIsNotShown() throws SslException {
    Handshake handshake =
        old(new Handshake(Conduct.PLAIN)).client(b -> b.groups("X25519:P-256")).serverShows(P384);
    assertThatThrownBy(handshake::connect).hasMessageContaining("no shared cipher");
    handshake.server(b -> b.credential(Identities.SERVER));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().credential()).contains(Identities.SERVER);
    }
  }

  @Test
  void aSuiteOfPreSharedKeysShowsNoCertificateThatOtherSuitesCould() throws SslException {
    Handshake handshake =
        old(new Handshake(Conduct.PLAIN))
            .both(b -> b.cipherList("ECDHE-ECDSA-AES128-SHA:ECDHE-PSK-AES128-CBC-SHA"))
            .client(PreShared::client)
            .client(b -> b.groups("X25519:P-256"))
            .server(PreShared::server)
            // A chooser that does not look at curves.
            .server(b -> b.credentialChooser(wanted -> SslReply.now(Optional.of(P384))));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().cipherSuite().orElseThrow().openSslName()).contains("PSK");
      assertThat(pair.client().peerCertificates()).isEmpty();
    }
  }

  @Test
  void whoOnlyDecryptsNeedsNoSchemeInCommonAndIsStillKnown() throws SslException {
    Handshake handshake =
        old(new Handshake(Conduct.PLAIN))
            .both(b -> b.cipherList("AES128-GCM-SHA256:@SECLEVEL=0"))
            .client(b -> b.signatureSchemes("rsa_pkcs1_sha256:ecdsa_secp256r1_sha256"))
            .server(b -> b.signatureSchemes("rsa_pkcs1_sha512:ecdsa_secp384r1_sha384"))
            .serverShows(Identities.RSA_SERVER);
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().credential()).contains(Identities.RSA_SERVER);
      assertThat(pair.server().signatureScheme()).isEmpty();
    }
  }

  @FourWays
  void aTicketBringsTheClientBack(Handshake handshake) throws SslException {
    resumes(handshake, b -> b);
  }

  @FourWays
  void anIdBringsTheClientBack(Handshake handshake) throws SslException {
    resumes(handshake, b -> b.options(SslOption.NO_TICKET));
  }

  // RFC 7627 5.3: who comes back must send the extension, or the server would end the handshake.
  @Test
  void whoSendsNoExtendedMasterSecretDoesNotComeBackWithASessionThatHasOne() throws SslException {
    Visits visits = new Visits(new Handshake(Conduct.PLAIN));
    SslContext server = visits.server(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
    visits.first(server);
    Optional<SslSession> bound = visits.last();
    SslContext.Builder without =
        visits.client().session(bound).options(SslOption.NO_EXTENDED_MASTER_SECRET);
    assertThat(visits.isResumed(without, server)).isFalse();
    assertThat(visits.isResumed(visits.client().session(bound), server)).isTrue();
  }

  private static void resumes(Handshake handshake, UnaryOperator<SslContext.Builder> server)
      throws SslException {
    Sessions sessions = new Sessions();
    SslContext ofServer =
        handshake
            .conduct()
            .settings(
                server.apply(Identities.server().noCredentials()),
                List.of(Identities.SERVER),
                Identities.CRYPTO)
            .maxVersion(ProtocolVersion.TLS_1_2)
            .build();
    try (Pair first = pair(handshake, Identities.client().listener(sessions), ofServer)) {
      assertThat(first.client().isResumed()).isFalse();
    }
    SslContext.Builder again = Identities.client().session(sessions.last).listener(sessions);
    try (Pair second = pair(handshake, again, ofServer)) {
      assertThat(second.client().isResumed()).isTrue();
      assertThat(second.server().isResumed()).isTrue();
      assertThat(second.client().peerCertificates()).isNotEmpty();
      assertThat(second.client().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(second.client().tlsUnique())
          .isEqualTo(second.server().tlsUnique())
          .contains(second.server().finished(true));
      Handshake.exchange(second, 3000);
    }
  }

  private static Pair pair(Handshake handshake, SslContext.Builder client, SslContext server)
      throws SslException {
    return Pair.of(client.build(), server, handshake.conduct()::transport).connect();
  }

  @FourWays
  void aPreSharedKeyIsAskedForWithTheServersHint(Handshake handshake) throws SslException {
    List<Optional<String>> hints = new ArrayList<>();
    old(handshake)
        .both(b -> b.cipherList("PSK-AES128-GCM-SHA256").maxVersion(ProtocolVersion.TLS_1_2))
        .server(b -> PreShared.server(b).pskIdentityHint(Optional.of("in the hall")))
        .client(
            b ->
                b.pskChooser(
                    Optional.of(
                        hint -> {
                          hints.add(hint);
                          return SslReply.now(Optional.of(PreShared.identity()));
                        })));
    try (Pair pair = handshake.connect()) {
      assertThat(hints).containsExactly(Optional.of("in the hall"));
      assertThat(pair.client().pskIdentity()).contains(PreShared.IDENTITY);
      assertThat(pair.server().pskIdentity()).contains(PreShared.IDENTITY);
      assertThat(pair.client().pskIdentityHint()).contains("in the hall");
      assertThat(pair.client().peerCertificates()).isEmpty();
    }
  }

  @Test
  void anIdentityThatNobodyKnowsIsRefused() {
    Handshake handshake =
        old(new Handshake(Conduct.PLAIN))
            .both(b -> b.cipherList("PSK-AES128-GCM-SHA256"))
            .client(PreShared::client)
            .server(b -> b.pskFinder(Optional.of(name -> SslReply.now(Optional.empty()))));
    assertThatThrownBy(handshake::connect)
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.PSK_IDENTITY_NOT_FOUND));
  }

  @FourWays
  void aClientWithoutACertificateIsLetInWhereItIsOptional(Handshake handshake) throws SslException {
    old(handshake).server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.PEER));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates()).isEmpty();
      assertThat(pair.client().isCertificateRequested()).isTrue();
    }
  }

  @FourWays
  void theServerChoosesTheProtocol(Handshake handshake) throws SslException {
    old(handshake).client(b -> b.alpn("http/1.1", "h2")).server(b -> b.alpn("h2", "http/1.1"));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().applicationProtocol()).contains("h2");
      assertThat(pair.server().applicationProtocol()).contains("h2");
      assertThat(pair.server().serverName()).contains("localhost");
    }
  }

  @FourWays
  void anOcspResponseComesWithTheCertificate(Handshake handshake) throws SslException {
    Bytes response = Bytes.of((byte) 0x30, (byte) 0x03, (byte) 0x0a, (byte) 0x01, (byte) 0x06);
    old(handshake)
        .client(b -> b.statusRequest(true))
        .server(b -> b.ocspResponse(Optional.of(response)));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().ocspResponse()).contains(response);
    }
  }

  @FourWays
  void shortFragmentsAreAgreedOn(Handshake handshake) throws SslException {
    try (Pair pair = old(handshake).client(b -> b.maxFragmentLength(512)).connect()) {
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void recordSizeLimitsAreAgreedOn(Handshake handshake) throws SslException {
    old(handshake).client(b -> b.recordSizeLimit(600)).server(b -> b.recordSizeLimit(700));
    try (Pair pair = handshake.connect()) {
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void blocksAreEncryptedBeforeTheirMac(Handshake handshake) throws SslException {
    old(handshake).both(b -> b.cipherList("ECDHE-ECDSA-AES128-SHA"));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().encryptsThenMacs()).isTrue();
      assertThat(pair.server().encryptsThenMacs()).isTrue();
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void givenParametersServeDiffieHellman(Handshake handshake) throws SslException {
    DhParameters ffdhe3072 = Identities.CRYPTO.dhParameters(NamedGroup.FFDHE3072).orElseThrow();
    old(handshake)
        .both(b -> b.cipherList("DHE-RSA-AES128-GCM-SHA256"))
        .serverShows(Identities.RSA_SERVER)
        .server(b -> b.dhParameters(Optional.of(ffdhe3072)));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().group()).contains(NamedGroup.FFDHE3072);
    }
  }

  @FourWays
  void bothEndsExportTheSame(Handshake handshake) throws SslException {
    try (Pair pair = old(handshake).connect()) {
      byte[] context = {1, 2, 3};
      byte[] ofClient = pair.client().exportKeyingMaterial("EXPERIMENTAL test", context, 48);
      assertThat(ofClient)
          .isEqualTo(pair.server().exportKeyingMaterial("EXPERIMENTAL test", context, 48))
          .isNotEqualTo(pair.client().exportKeyingMaterial("EXPERIMENTAL test", null, 48));
      assertThat(pair.client().tlsUnique())
          .isEqualTo(pair.server().tlsUnique())
          .contains(pair.client().finished(false));
    }
  }

  @FourWays
  void bothEndsLogTheSameKey(Handshake handshake) throws SslException {
    List<String> ofClient = new ArrayList<>();
    List<String> ofServer = new ArrayList<>();
    old(handshake).client(b -> b.keyLog(ofClient::add)).server(b -> b.keyLog(ofServer::add));
    handshake.connect().close();
    assertThat(ofClient)
        .isEqualTo(ofServer)
        .hasSize(1)
        .allMatch(l -> l.startsWith("CLIENT_RANDOM"));
  }

  @FourWays
  void bothEndsSayGoodbye(Handshake handshake) throws SslException {
    try (Pair pair = old(handshake).connect()) {
      pair.shutDown();
      assertThat(pair.client().isInputShutdown()).isTrue();
    }
  }

  @Test
  void thereIsNoKeyUpdateAndAskingForOneHarmsNothing() throws SslException {
    try (Pair pair = old(new Handshake(Conduct.PLAIN)).connect()) {
      for (Ssl ssl : List.of(pair.client(), pair.server())) {
        assertThatThrownBy(() -> ssl.updateKeys(true))
            .isInstanceOfSatisfying(
                SslException.class,
                e -> assertThat(e.reason()).contains(SslReason.WRONG_SSL_VERSION));
      }
      Handshake.exchange(pair, 100);
    }
  }

  @Test
  void aFallbackThatWasNotNeededIsRefused() {
    Handshake handshake =
        new Handshake(Conduct.PLAIN)
            .client(b -> b.maxVersion(ProtocolVersion.TLS_1_2).modes(SslMode.SEND_FALLBACK_SCSV));
    assertThatThrownBy(handshake::connect)
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.INAPPROPRIATE_FALLBACK));
  }

  private static Handshake old(Handshake handshake) {
    return handshake.server(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
  }

  /** Keeps what a client is given. */
  private static final class Sessions implements SslListener {
    private Optional<SslSession> last = Optional.empty();

    @Override
    public void session(Ssl ssl, SslSession session) {
      last = Optional.of(session);
    }
  }
}
