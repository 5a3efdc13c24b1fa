// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.TestCredential;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.DelegatedKey;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DelegatedCredential;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Keys that sign for some days in place of a certificate's (RFC 9345). */
class DelegatedCredentialTest {
  private static final SignatureScheme ECDSA = SignatureScheme.ECDSA_SECP256R1_SHA256;
  private static final SignatureScheme EDWARDS = SignatureScheme.ED25519;
  private static final KeyPair KEYS = KeyType.ED25519.newKeyPair();
  private static final TestCredential DELEGATING =
      Identities.AUTHORITY
          .request(KeyType.P256)
          .subject("localhost")
          .hosts("localhost")
          .forServers()
          .delegating()
          .issue();
  private static final Credential OWN = DELEGATING.credential();
  private final DelegatedCredential forADay = issue(Duration.ofDays(1), Instant.now());
  private final Credential delegated = with(forADay);

  private static DelegatedCredential issue(Duration validity, Instant now) {
    try {
      return DelegatedCredential.issue(
          OWN, KEYS.getPublic(), EDWARDS, validity, now, Identities.CRYPTO);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DelegatedKey wire(DelegatedCredential credential) throws TlsException {
    return DelegatedKey.decode(ByteReader.of(credential.encoded()));
  }

  private static Credential with(DelegatedCredential delegated) {
    return OWN.toBuilder().delegated(delegated).key(KEYS.getPrivate()).build();
  }

  private static SslContext.Builder taking(SslContext.Builder builder) {
    return builder.delegatedCredentials(ECDSA, EDWARDS);
  }

  // RFC 9345 4: the delegated key signs in place of the certificate's.
  @FourWays
  void theDelegatedKeySigns(Handshake handshake) throws SslException {
    handshake.client(DelegatedCredentialTest::taking).serverShows(delegated).serverShows(OWN);
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().peerSignatureScheme()).contains(EDWARDS);
      assertThat(pair.client().peerCertificates()).isEqualTo(OWN.chain());
      assertThat(pair.client().peerDelegatedCredential().orElseThrow().encoded())
          .isEqualTo(forADay.encoded());
      assertThat(pair.server().credential()).contains(delegated);
    }
  }

  // RFC 9345 4.1.1: nobody gets one who has not asked for it.
  @FourWays
  void aClientThatDoesNotAskGetsTheOwnKey(Handshake handshake) throws SslException {
    assertOwn(handshake.serverShows(delegated).serverShows(OWN));
  }

  // RFC 9345 4.1.1: the client takes the signatures of both keys.
  @FourWays
  void aClientThatTakesOtherSchemesGetsTheOwnKey(Handshake handshake) throws SslException {
    handshake.client(b -> b.delegatedCredentials(ECDSA));
    assertOwn(handshake.serverShows(delegated).serverShows(OWN));
  }

  @FourWays
  void inTls12ItIsTheOwnKey(Handshake handshake) throws SslException {
    handshake.client(DelegatedCredentialTest::taking);
    handshake.both(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
    assertOwn(handshake.serverShows(delegated).serverShows(OWN));
  }

  @Test
  void oneThatHasEndedIsNotUsed() throws SslException {
    Handshake handshake = plain().client(DelegatedCredentialTest::taking);
    handshake.both(b -> b.clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(2))));
    assertOwn(handshake.serverShows(delegated).serverShows(OWN));
  }

  // RFC 9345 4.1.3: its time has not passed.
  @Test
  void aClientRefusesOneThatHasEnded() {
    assertRefused(
        b -> b.clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(2))),
        delegated,
        "not valid now");
  }

  // RFC 9345 4.1.3: it ends within seven days.
  @Test
  void aClientRefusesOneForTooLong() {
    Credential later = with(issue(Duration.ofDays(7), Instant.now().plus(Duration.ofDays(1))));
    assertRefused(
        UnaryOperator.identity(),
        b -> b.clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(1))),
        later,
        "not valid now, or is for too long");
  }

  // RFC 9345 4.1.3: the certificate's key signed it.
  @Test
  void aClientRefusesOneThatTheCertificateDidNotSign() throws Exception {
    DelegatedKey good = wire(forADay);
    byte[] signature = good.signature().toArray();
    signature[signature.length - 1] ^= 1;
    DelegatedKey bad =
        new DelegatedKey(
            good.validTime(), good.scheme(), good.spki(), good.algorithm(), Bytes.of(signature));
    assertRefused(
        UnaryOperator.identity(),
        with(DelegatedCredential.parse(bad.encoded())),
        "is not signed with the key");
  }

  @Test
  void aClientRefusesOneWithAnotherTime() throws Exception {
    DelegatedKey good = wire(forADay);
    DelegatedKey longer =
        new DelegatedKey(
            good.validTime() + 60, good.scheme(), good.spki(), good.algorithm(), good.signature());
    assertRefused(
        UnaryOperator.identity(),
        with(DelegatedCredential.parse(longer.encoded())),
        "is not signed with the key");
  }

  // RFC 9345 4.2: DelegationUsage, and a key usage of digitalSignature.
  @Test
  void onlyACertificateThatSaysSoDelegates() {
    assertThatThrownBy(
            () -> Identities.SERVER.toBuilder().delegated(forADay).key(KEYS.getPrivate()).build())
        .hasMessage("no certificate that lets its key delegate");
    assertThatThrownBy(
            () ->
                DelegatedCredential.issue(
                    Identities.SERVER,
                    KEYS.getPublic(),
                    EDWARDS,
                    Duration.ofDays(1),
                    Instant.now(),
                    Identities.CRYPTO))
        .hasMessage("the certificate does not let its key delegate");
  }

  @Test
  void whatPeersWouldRefuseIsNotIssued() {
    assertThatThrownBy(() -> issue(Duration.ofDays(8), Instant.now()))
        .hasMessage("longer than seven days");
    assertThatThrownBy(() -> issue(Duration.ofDays(1), Instant.now().plus(Duration.ofDays(30))))
        .hasMessage("longer than the certificate");
    KeyPair rsa = KeyType.RSA.newKeyPair();
    assertThatThrownBy(
            () ->
                DelegatedCredential.issue(
                    OWN,
                    rsa.getPublic(),
                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                    Duration.ofDays(1),
                    Instant.now(),
                    Identities.CRYPTO))
        .hasMessage("the key cannot sign with rsa_pss_rsae_sha256");
  }

  @Test
  void anotherKeyThanTheDelegatedOneIsRefused() {
    assertThatThrownBy(() -> OWN.toBuilder().delegated(forADay).build())
        .hasMessageContaining("does not match");
  }

  @Test
  void itIsWrittenAndReadBack() throws Exception {
    DelegatedCredential read = DelegatedCredential.parse(forADay.encoded());
    assertThat(read.publicKey()).isEqualTo(KEYS.getPublic());
    assertThat(read.scheme()).isEqualTo(EDWARDS);
    assertThat(read.end(OWN.leaf())).isEqualTo(forADay.end(OWN.leaf()));
  }

  private static void assertOwn(Handshake handshake) throws SslException {
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().peerSignatureScheme()).contains(ECDSA);
      assertThat(pair.client().peerDelegatedCredential()).isEmpty();
      assertThat(pair.server().credential()).contains(OWN);
    }
  }

  private static void assertRefused(
      UnaryOperator<SslContext.Builder> client, Credential shown, String why) {
    assertRefused(client, UnaryOperator.identity(), shown, why);
  }

  private static void assertRefused(
      UnaryOperator<SslContext.Builder> client,
      UnaryOperator<SslContext.Builder> server,
      Credential shown,
      String why) {
    Handshake handshake = plain().client(DelegatedCredentialTest::taking).client(client);
    handshake.server(server).serverShows(shown);
    assertThatThrownBy(handshake::connect)
        .hasMessageContaining(why)
        .asInstanceOf(InstanceOfAssertFactories.type(SslException.class))
        .returns(Optional.of(SslReason.BAD_EXTENSION), SslException::reason);
  }

  private static Handshake plain() {
    return new Handshake(Conduct.PLAIN);
  }
}
