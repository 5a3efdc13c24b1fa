// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslReply;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Of several credentials, the one that serves the peer. */
class CredentialChoiceTest {
  private static final CertificateFactory AUTHORITY = Identities.AUTHORITY;
  private static final Credential P256 = Identities.SERVER;
  private static final Credential RSA = Identities.RSA_SERVER;
  private static final Credential P384 = AUTHORITY.localhost(KeyType.P384).credential();
  private static final Credential BELOW =
      AUTHORITY.intermediate(KeyType.P256).localhost(KeyType.P256).credential();

  private static SslContext.Builder tls12(SslContext.Builder builder) {
    return builder.maxVersion(ProtocolVersion.TLS_1_2);
  }

  @FourWays
  void theSignatureSchemeDecides(Handshake handshake) throws SslException {
    handshake.client(b -> b.signatureSchemes("rsa_pss_rsae_sha256:ecdsa_secp384r1_sha384"));
    handshake.client(b -> b.peerVerifier((chain, verdict) -> SslReply.now(verdict.result())));
    handshake.serverShows(P256).serverShows(RSA).serverShows(P384);
    assertShown(handshake, RSA);
  }

  @FourWays
  void inTls12TheCurvesDecide(Handshake handshake) throws SslException {
    handshake.both(CredentialChoiceTest::tls12).serverShows(P384).serverShows(P256);
    assertShown(handshake, P256);
  }

  @FourWays
  void inTls12ACertificateIsShownWhereNoCurveIsNamedForIt(Handshake handshake) throws SslException {
    handshake.both(CredentialChoiceTest::tls12).serverShows(P384).serverShows(RSA);
    assertShown(handshake, RSA);
  }

  @FourWays
  void theNameDecides(Handshake handshake) throws SslException {
    Credential other = AUTHORITY.server(KeyType.P256, "other.example").credential();
    handshake.serverShows(P256).serverShows(other).client(b -> b.peer("other.example"));
    assertShown(handshake, other);
  }

  @FourWays
  void aNameThatNobodyHasLeavesTheOrder(Handshake handshake) throws SslException {
    Credential other = AUTHORITY.server(KeyType.P256, "other.example").credential();
    handshake.serverShows(other).serverShows(P256);
    handshake.client(b -> b.serverName("third.example").peerName(Optional.empty()));
    assertShown(handshake, other);
  }

  @FourWays
  void theIssuersThatAClientNamesDecide(Handshake handshake) throws SslException {
    Bytes issuer = BELOW.leaf().issuerDer();
    handshake.serverShows(P256).serverShows(BELOW);
    handshake.client(b -> b.clientIssuers(List.of(issuer)));
    assertShown(handshake, BELOW);
  }

  @FourWays
  void anIssuerThatNobodyHasIsAHint(Handshake handshake) throws SslException {
    handshake.client(b -> b.clientIssuers(List.of(stranger()))).serverShows(P256);
    assertShown(handshake, P256);
  }

  @FourWays
  void anIssuerMayBeACondition(Handshake handshake) throws SslException {
    Credential bound = P384.toBuilder().mustMatchIssuer(true).build();
    handshake.client(b -> b.clientIssuers(List.of(stranger())));
    handshake.serverShows(bound).serverShows(P256);
    assertShown(handshake, P256);
  }

  @Test
  void withoutIssuersTheConditionHolds() throws SslException {
    Credential bound = P384.toBuilder().mustMatchIssuer(true).build();
    assertShown(plain().serverShows(bound).serverShows(P256), bound);
  }

  @Test
  void whereTheConditionHoldsForNobodyThereIsNoServer() {
    Credential bound = P256.toBuilder().mustMatchIssuer(true).build();
    Handshake handshake =
        plain().serverShows(bound).client(b -> b.clientIssuers(List.of(stranger())));
    assertThatThrownBy(handshake::connect)
        .asInstanceOf(InstanceOfAssertFactories.type(SslException.class))
        .returns(Optional.of(SslReason.NO_SUITABLE_SIGNATURE_ALGORITHM), SslException::reason);
  }

  @FourWays
  void aChainThatTheClientCanCheckGoesFirst(Handshake handshake) throws SslException {
    Credential edwards =
        CertificateFactory.withAuthority(KeyType.ED25519).localhost(KeyType.P256).credential();
    handshake.serverShows(edwards).serverShows(RSA);
    handshake.client(b -> b.signatureSchemes("ecdsa_secp256r1_sha256:rsa_pss_rsae_sha256"));
    assertShown(handshake, RSA);
  }

  @FourWays
  void aClientChoosesByWhatTheServerAsksFor(Handshake handshake) throws SslException {
    CertificateFactory other = AUTHORITY.intermediate(KeyType.P256);
    Credential wanted = other.client(KeyType.P256, "wanted").credential();
    handshake.clientShows(AUTHORITY.client(KeyType.RSA, "rsa").credential());
    handshake.clientShows(Identities.CLIENT).clientShows(wanted);
    handshake.server(
        b ->
            HandshakeTest.requiresClient(b)
                .signatureSchemes("ecdsa_secp256r1_sha256")
                .clientIssuers(List.of(wanted.leaf().issuerDer())));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates()).isEqualTo(wanted.chain());
    }
  }

  @FourWays
  void aClientOfTls12DoesSoToo(Handshake handshake) throws SslException {
    handshake.both(CredentialChoiceTest::tls12);
    aClientChoosesByWhatTheServerAsksFor(handshake);
  }

  @FourWays
  void aClientWithNothingThatFitsShowsNothing(Handshake handshake) throws SslException {
    handshake.clientShows(Identities.CLIENT.toBuilder().mustMatchIssuer(true).build());
    handshake.server(
        b -> b.trust(AUTHORITY.trust()).verify(SslVerify.PEER).clientIssuers(List.of(stranger())));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates()).isEmpty();
      assertThat(pair.client().isCertificateRequested()).isTrue();
    }
  }

  @FourWays
  void aCredentialMaySignInItsOwnWay(Handshake handshake) throws SslException {
    handshake.serverShows(
        RSA.toBuilder()
            .schemes(SignatureScheme.RSA_PSS_RSAE_SHA512, SignatureScheme.RSA_PSS_RSAE_SHA256)
            .build());
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().peerSignatureScheme()).contains(SignatureScheme.RSA_PSS_RSAE_SHA512);
    }
  }

  @FourWays
  void aCredentialThatMaySignInNoCommonWayIsPassedOver(Handshake handshake) throws SslException {
    handshake.serverShows(RSA.toBuilder().schemes(SignatureScheme.RSA_PKCS1_SHA512).build());
    handshake.serverShows(P256);
    assertShown(handshake, P256);
  }

  @FourWays
  void aKeyMayBeElsewhere(Handshake handshake) throws SslException {
    Credential remote = P256.toBuilder().keyElsewhere().build();
    List<SignatureScheme> asked = new ArrayList<>();
    handshake.serverShows(remote);
    Pair pair = handshake.pair();
    pair.server()
        .configure(
            b ->
                b.signer(
                    (credential, scheme, content) -> {
                      asked.add(scheme);
                      assertThat(credential).isSameAs(remote);
                      return asked.size() == 1
                          ? SslReply.later()
                          : SslReply.now(Keys.sign(P256, scheme, content));
                    }));
    try (pair) {
      Pair connected = pair.connect();
      assertThat(connected.client().peerCertificates()).isEqualTo(P256.chain());
      assertThat(asked).hasSize(2).containsOnly(SignatureScheme.ECDSA_SECP256R1_SHA256);
    }
  }

  @FourWays
  void aSignerMayBeHandedTheDigest(Handshake handshake) throws SslException {
    handshake.serverShows(P256.toBuilder().keyElsewhere().build());
    Pair pair = handshake.pair();
    pair.server()
        .configure(
            b ->
                b.signer(
                    SslCallbacks.Signer.ofDigests(
                        (credential, scheme, digest) -> {
                          assertThat(digest.length()).isEqualTo(32);
                          return SslReply.now(Keys.signDigest(P256, digest));
                        })));
    try (pair) {
      assertThat(pair.connect().client().peerCertificates()).isEqualTo(P256.chain());
    }
  }

  @Test
  void aKeyThatIsElsewhereNeedsASigner() {
    Handshake handshake = plain().serverShows(P256.toBuilder().keyElsewhere().build());
    assertThatThrownBy(handshake::connect)
        .hasMessageContaining("the key is elsewhere, and no signer is set");
  }

  @Test
  void aChooserIsToldAllThatThePeerTakes() throws SslException {
    SslCallbacks.CredentialWanted in12 = wanted(ProtocolVersion.TLS_1_2);
    assertThat(in12.version()).isEqualTo(ProtocolVersion.TLS_1_2);
    assertThat(in12.type()).isEqualTo(CertificateType.X509);
    assertThat(in12.curves()).contains(List.of(NamedGroup.X25519, NamedGroup.SECP256R1));
    assertThat(in12.serverName()).contains("localhost");
    assertThat(in12.schemes()).containsExactly(SignatureScheme.ECDSA_SECP256R1_SHA256);
    assertThat(in12.chainSchemes()).containsExactly(SignatureScheme.ECDSA_SECP256R1_SHA256);
    assertThat(in12.fits(P256)).isTrue();
    assertThat(in12.fits(P384)).isFalse();
    assertThat(in12.best(List.of(P384, RSA, P256))).contains(P256);

    SslCallbacks.CredentialWanted in13 = wanted(ProtocolVersion.TLS_1_3);
    assertThat(in13.version()).isEqualTo(ProtocolVersion.TLS_1_3);
    assertThat(in13.curves()).isEmpty();
    assertThat(in13.issuers()).containsExactly(stranger());
  }

  private static SslCallbacks.CredentialWanted wanted(ProtocolVersion version) throws SslException {
    List<SslCallbacks.CredentialWanted> told = new ArrayList<>();
    Handshake handshake =
        plain()
            .both(b -> b.maxVersion(version))
            .client(b -> b.signatureSchemes("ecdsa_secp256r1_sha256"))
            .client(b -> b.clientIssuers(List.of(stranger())))
            .server(
                b ->
                    b.credentialChooser(
                        wanted -> {
                          told.add(wanted);
                          return SslReply.now(Optional.of(P256));
                        }));
    handshake.connect().close();
    return told.get(0);
  }

  private static Handshake plain() {
    return new Handshake(Conduct.PLAIN);
  }

  private static Bytes stranger() {
    return Bytes.of(
        CertificateFactory.create()
            .request(KeyType.P256)
            .subject("stranger")
            .issue()
            .certificate()
            .getSubjectX500Principal()
            .getEncoded());
  }

  private static void assertShown(Handshake handshake, Credential expected) throws SslException {
    try (Pair pair = handshake.pair().connect()) {
      assertThat(pair.client().peerCertificates()).isEqualTo(expected.chain());
      assertThat(pair.server().credential()).contains(expected);
    }
  }
}
