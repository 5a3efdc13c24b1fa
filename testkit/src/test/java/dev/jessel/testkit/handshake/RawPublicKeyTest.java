// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import dev.jessel.x509.VerifyResult;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Keys without certificates (RFC 7250). */
class RawPublicKeyTest {
  private static final CertificateType RAW = CertificateType.RAW_PUBLIC_KEY;
  private static final CertificateType X509 = CertificateType.X509;
  private static final Credential SERVER = raw(KeyType.P256.newKeyPair());
  private static final Credential CLIENT = raw(KeyType.ED25519.newKeyPair());

  private static Credential raw(KeyPair keys) {
    return Credential.builder().rawPublicKey(keys.getPublic()).key(keys.getPrivate()).build();
  }

  private static Handshake rawServer(Handshake handshake) {
    return handshake
        .serverShows(SERVER)
        .server(b -> b.serverCertificateTypes(RAW))
        .client(b -> b.serverCertificateTypes(RAW).peerName(Optional.empty()))
        .client(b -> b.expectedRawPublicKeys(List.of(SERVER.publicKey())));
  }

  private static Handshake rawClient(Handshake handshake) {
    return handshake
        .clientShows(CLIENT)
        .client(b -> b.clientCertificateTypes(RAW))
        .server(b -> b.verify(SslVerify.REQUIRED).clientCertificateTypes(RAW, X509))
        .server(b -> b.expectedRawPublicKeys(List.of(CLIENT.publicKey())));
  }

  private static SslContext.Builder tls12(SslContext.Builder builder) {
    return builder.maxVersion(ProtocolVersion.TLS_1_2);
  }

  private static void assertRawServer(Pair pair) {
    assertThat(pair.client().peerRawPublicKey()).contains(SERVER.publicKey());
    assertThat(pair.client().peerCertificates()).isEmpty();
    assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
    assertThat(pair.client().serverCertificateType()).isEqualTo(RAW);
    assertThat(pair.server().serverCertificateType()).isEqualTo(RAW);
    assertThat(pair.server().credential()).contains(SERVER);
  }

  // RFC 7250 3: in place of certificates there is a SubjectPublicKeyInfo.
  @FourWays
  void aServerShowsItsKeyAlone(Handshake handshake) throws SslException {
    try (Pair pair = rawServer(handshake).connect()) {
      assertRawServer(pair);
      assertThat(pair.client().clientCertificateType()).isEqualTo(X509);
    }
  }

  // RFC 7250 3: in TLS 1.2 it stands in the message without a list.
  @FourWays
  void aServerOfTls12ShowsItsKeyAlone(Handshake handshake) throws SslException {
    try (Pair pair = rawServer(handshake.both(RawPublicKeyTest::tls12)).connect()) {
      assertRawServer(pair);
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_2);
    }
  }

  @FourWays
  void bothShowTheirKeysAlone(Handshake handshake) throws SslException {
    try (Pair pair = rawClient(rawServer(handshake)).connect()) {
      assertRawServer(pair);
      assertThat(pair.server().peerRawPublicKey()).contains(CLIENT.publicKey());
      assertThat(pair.server().peerCertificates()).isEmpty();
      assertThat(pair.server().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().clientCertificateType()).isEqualTo(RAW);
      assertThat(pair.server().clientCertificateType()).isEqualTo(RAW);
    }
  }

  @FourWays
  void bothShowTheirKeysAloneInTls12(Handshake handshake) throws SslException {
    bothShowTheirKeysAlone(handshake.both(RawPublicKeyTest::tls12));
  }

  @FourWays
  void aClientsKeyGoesWithAServersCertificate(Handshake handshake) throws SslException {
    try (Pair pair = rawClient(handshake).connect()) {
      assertThat(pair.client().peerCertificates()).isEqualTo(Identities.SERVER.chain());
      assertThat(pair.server().peerRawPublicKey()).contains(CLIENT.publicKey());
    }
  }

  @FourWays
  void aCertificatesKeyMayBeShownAlone(Handshake handshake) throws SslException {
    handshake.server(b -> b.serverCertificateTypes(RAW, X509));
    handshake.client(b -> b.serverCertificateTypes(X509, RAW));
    handshake.client(b -> b.expectedRawPublicKeys(List.of(Identities.SERVER.publicKey())));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().peerRawPublicKey()).contains(Identities.SERVER.publicKey());
    }
  }

  // RFC 7250 4.2: a server chooses among the types that its client has.
  @FourWays
  void theServersOrderDecidesOnWhatItShows(Handshake handshake) throws SslException {
    handshake.serverShows(SERVER).serverShows(Identities.SERVER);
    handshake.server(b -> b.serverCertificateTypes(X509, RAW));
    handshake.client(b -> b.serverCertificateTypes(RAW, X509));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().peerCertificates()).isEqualTo(Identities.SERVER.chain());
      assertThat(pair.client().serverCertificateType()).isEqualTo(X509);
    }
  }

  @FourWays
  void theClientsOrderDecidesOnWhatItShows(Handshake handshake) throws SslException {
    rawClient(handshake).clientShows(Identities.CLIENT);
    handshake.client(b -> b.clientCertificateTypes(X509, RAW));
    handshake.server(b -> b.trust(Identities.AUTHORITY.trust()));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates()).isEqualTo(Identities.CLIENT.chain());
    }
  }

  @FourWays
  void aClientWithoutAKeyMayBeLetIn(Handshake handshake) throws SslException {
    handshake.client(b -> b.clientCertificateTypes(RAW));
    handshake.server(b -> b.verify(SslVerify.PEER).clientCertificateTypes(RAW));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerRawPublicKey()).isEmpty();
      assertThat(pair.client().isCertificateRequested()).isTrue();
    }
  }

  @FourWays
  void aRawKeyGoesBeforeTheKeyOfACertificate(Handshake handshake) throws SslException {
    rawServer(handshake.serverShows(Identities.SERVER));
    try (Pair pair = handshake.connect()) {
      assertRawServer(pair);
    }
  }

  @FourWays
  void aSessionWithARawKeyIsResumed(Handshake handshake) throws SslException {
    resumes(rawClient(rawServer(handshake)));
  }

  @FourWays
  void aSessionWithARawKeyIsResumedInTls12(Handshake handshake) throws SslException {
    resumes(rawClient(rawServer(handshake.both(RawPublicKeyTest::tls12))));
  }

  private static void resumes(Handshake handshake) throws SslException {
    Pair first = handshake.pair();
    SslContext client = first.client().context();
    SslContext server = first.server().context();
    SslSession[] kept = new SslSession[1];
    client =
        client.toBuilder()
            .listener(
                new SslListener() {
                  @Override
                  public void session(Ssl ssl, SslSession session) {
                    kept[0] = session;
                  }
                })
            .build();
    try (first;
        Pair again = Pair.of(client, server).connect()) {
      Handshake.exchange(again, 10);
      Optional<SslSession> session = Optional.ofNullable(kept[0]).or(again.client()::session);
      SslContext back = client.toBuilder().session(session).build();
      try (Pair second = Pair.of(back, server).connect()) {
        assertThat(second.client().isResumed()).isTrue();
        assertThat(second.client().peerRawPublicKey()).contains(SERVER.publicKey());
        assertThat(second.server().peerRawPublicKey()).contains(CLIENT.publicKey());
      }
    }
  }

  @FourWays
  void aClientIsAskedForItsKeyAfterTheHandshake(Handshake handshake) throws SslException {
    rawClient(handshake).client(b -> b.postHandshakeAuth(true));
    handshake.server(b -> b.clientRequests(true, false));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerRawPublicKey()).isEmpty();
      PostHandshakeAuthTest.ask(pair, SslVerify.REQUIRED);
      assertThat(pair.server().peerRawPublicKey()).contains(CLIENT.publicKey());
    }
  }

  @Test
  void anotherKeyIsNotTrusted() {
    Handshake handshake = rawServer(plain());
    handshake.client(b -> b.expectedRawPublicKeys(List.of(CLIENT.publicKey())));
    assertFails(handshake, SslReason.CERTIFICATE_VERIFY_FAILED);
  }

  // RFC 7250 6: a key says nothing of who has it; who takes it must know it.
  @Test
  void withoutExpectedKeysNoneIsTrusted() {
    assertFails(
        rawServer(plain()).client(b -> b.expectedRawPublicKeys(List.of())),
        SslReason.CERTIFICATE_VERIFY_FAILED);
  }

  @Test
  void aCallbackMayKnowTheKeysInstead() throws SslException {
    List<Bytes> judged = new ArrayList<>();
    Handshake handshake =
        rawServer(plain())
            .client(b -> b.expectedRawPublicKeys(List.of()))
            .client(
                b ->
                    b.peerVerifier(
                        (chain, verdict) -> {
                          assertThat(verdict.result()).isEqualTo(VerifyResult.RPK_UNTRUSTED);
                          assertThat(chain).singleElement().matches(key -> key.isRawPublicKey());
                          judged.add(chain.get(0).spki());
                          return SslReply.now(VerifyResult.OK);
                        }));
    handshake.connect().close();
    assertThat(judged).containsExactly(SERVER.spki());
  }

  @Test
  void aServerThatHasCertificatesAloneIsRefusedByAClientThatTakesNone() {
    Handshake handshake = rawServer(plain());
    handshake.server(b -> b.serverCertificateTypes(X509));
    assertFails(handshake, SslReason.UNKNOWN_CERTIFICATE_TYPE);
  }

  // RFC 7250 4.2: without a type in common, unsupported_certificate.
  @Test
  void aServerThatHasAKeyAloneRefusesAClientThatTakesNone() {
    assertFails(
        plain().serverShows(SERVER).server(b -> b.serverCertificateTypes(RAW)),
        SslReason.UNKNOWN_CERTIFICATE_TYPE);
  }

  @Test
  void aServerWithoutAFittingKeyFails() {
    Handshake handshake =
        plain().serverShows(SERVER).client(b -> b.serverCertificateTypes(X509, RAW));
    assertFails(handshake, SslReason.NO_SUITABLE_SIGNATURE_ALGORITHM);
  }

  @Test
  void typesThatAreNoneAreRefused() {
    SslContext.Builder builder = SslContext.client();
    assertThatThrownBy(builder::serverCertificateTypes)
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.clientCertificateTypes(RAW, RAW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.clientCertificateTypes(new CertificateType(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Handshake plain() {
    return new Handshake(Conduct.PLAIN);
  }

  private static void assertFails(Handshake handshake, SslReason reason) {
    assertThatThrownBy(handshake::connect)
        .asInstanceOf(InstanceOfAssertFactories.type(SslException.class))
        .returns(Optional.of(reason), SslException::reason);
  }
}
