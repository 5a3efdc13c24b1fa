// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Move.CERTIFICATE;

import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.DelegatedKey;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DelegatedCredential;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server may do wrong with delegated credentials (RFC 9345 4.1). */
class DelegatedCredentialMisbehaviourTest {
  private static final TestCredential DELEGATING =
      Identities.AUTHORITY
          .intermediate(KeyType.P256)
          .request(KeyType.P256)
          .subject("localhost")
          .hosts("localhost")
          .forServers()
          .delegating()
          .issue();

  private final DelegatedKey delegated = issue();

  private static DelegatedKey issue() {
    try {
      DelegatedCredential issued =
          DelegatedCredential.issue(
              DELEGATING.credential(),
              KeyType.ED25519.newKeyPair().getPublic(),
              SignatureScheme.ED25519,
              Duration.ofDays(1),
              Instant.now(),
              Identities.CRYPTO);
      return DelegatedKey.decode(ByteReader.of(issued.encoded()));
    } catch (GeneralSecurityException | TlsException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SslContext.Builder client() {
    return Identities.client().delegatedCredentials(SignatureScheme.ED25519);
  }

  /** Signs with the certificate's own key, and puts a delegated one beside a certificate. */
  private static ScriptedServer server(Credential credential, int beside, DelegatedKey key) {
    return ScriptedServer.with(credential)
        .change(
            CERTIFICATE,
            CertificateMessage.class,
            honest -> {
              List<CertificateEntry> entries = new ArrayList<>(honest.entries());
              entries.set(
                  beside, new CertificateEntry(entries.get(beside).der(), Extensions.of(key)));
              return new CertificateMessage(honest.context(), entries);
            });
  }

  // RFC 9345 4.1.1: unexpected_message.
  @Test
  void oneThatNobodyAskedFor() {
    Verdicts.failedFor(
        server(DELEGATING.credential(), 0, delegated).against(Identities.client()),
        SslReason.UNEXPECTED_MESSAGE);
  }

  // RFC 9345 4.1.3: CertificateVerify is checked with the delegated key.
  @Test
  void theCertificatesKeySignsAllTheSame() {
    Verdicts.failedFor(
        server(DELEGATING.credential(), 0, delegated).against(client()),
        SslReason.WRONG_SIGNATURE_TYPE);
  }

  // RFC 9345 4.2: the certificate says that it may.
  @Test
  void oneBesideACertificateThatDoesNotLetIt() {
    Verdicts.failedFor(
        server(Identities.SERVER, 0, delegated).against(client()), SslReason.BAD_EXTENSION);
  }

  @Test
  void oneBesideACertificateThatDoesNotSayWhatItsKeyMayDo() throws Exception {
    Credential silent =
        Identities.AUTHORITY
            .request(KeyType.P256)
            .subject("localhost")
            .hosts("localhost")
            .forServers()
            .delegating()
            .withoutKeyUsage()
            .issue()
            .credential();
    DelegatedKey signed = signedBy(silent);
    Verdicts.failedFor(server(silent, 0, signed).against(client()), SslReason.BAD_EXTENSION);
  }

  /** Ours will not: it is what a server would have that reads RFC 9345 otherwise. */
  private DelegatedKey signedBy(Credential issuer) throws Exception {
    byte[] content = DelegatedCredential.parse(delegated.encoded()).signedContent(issuer.leaf());
    Bytes signature =
        Identities.CRYPTO
            .signer(issuer.privateKey(), delegated.algorithm(), ProtocolVersion.TLS_1_3)
            .sign(content);
    return new DelegatedKey(
        delegated.validTime(),
        delegated.scheme(),
        delegated.spki(),
        delegated.algorithm(),
        signature);
  }

  @Test
  void oneBesideACertificateWithADateThatNobodyCanRead() {
    ScriptedServer server =
        ScriptedServer.with(DELEGATING.credential())
            .change(
                CERTIFICATE,
                CertificateMessage.class,
                honest -> {
                  Bytes der = withoutDate(honest.entries().get(0).der());
                  CertificateEntry entry = new CertificateEntry(der, Extensions.of(delegated));
                  return new CertificateMessage(honest.context(), List.of(entry));
                });
    Verdicts.failedFor(server.against(client().verify(SslVerify.NONE)), SslReason.BAD_EXTENSION);
  }

  /** Has the first UTCTime, which is notBefore, begin with a letter. */
  private static Bytes withoutDate(Bytes certificate) {
    byte[] der = certificate.toArray();
    int place = 0;
    while (der[place] != 0x17 || der[place + 1] != 13 || der[place + 14] != 'Z') {
      place++;
    }
    der[place + 2] = 'X';
    return Bytes.of(der);
  }

  @Test
  void oneBesideAnIssuerIsPassedOver() {
    Verdicts.connected(server(DELEGATING.credential(), 1, delegated).against(client()));
  }

  @Test
  void oneThatSignsInAWayThatWasNotOffered() {
    DelegatedKey other =
        new DelegatedKey(
            delegated.validTime(),
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            delegated.spki(),
            delegated.algorithm(),
            delegated.signature());
    Verdicts.failedFor(
        server(DELEGATING.credential(), 0, other).against(client()), SslReason.BAD_EXTENSION);
  }

  @Test
  void oneWhoseKeyIsNone() {
    DelegatedKey other =
        new DelegatedKey(
            delegated.validTime(),
            delegated.scheme(),
            delegated.signature(),
            delegated.algorithm(),
            delegated.signature());
    Verdicts.failedFor(
        server(DELEGATING.credential(), 0, other).against(client()), SslReason.BAD_CERTIFICATE);
  }
}
