// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.ENCRYPTED_EXTENSIONS;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;

import dev.jessel.SslContext;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SelectedCertificateType;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateMessage12;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a server may do wrong with raw public keys (RFC 7250). */
class RawPublicKeyMisbehaviourTest {
  private static final CertificateType RAW = CertificateType.RAW_PUBLIC_KEY;
  private static final Bytes KEY = Identities.SERVER.spki();

  private static SslContext.Builder client() {
    return Identities.client()
        .serverCertificateTypes(RAW, CertificateType.X509)
        .expectedRawPublicKeys(List.of(Identities.SERVER.publicKey()));
  }

  private static UnaryOperator<Extensions> says(ExtensionType which, CertificateType type) {
    return extensions -> extensions.with(new SelectedCertificateType(which, type));
  }

  /** A server of TLS 1.3 that says it has a raw public key, and shows entries. */
  private static ScriptedServer server(Bytes... entries) {
    return ScriptedServer.with(Identities.SERVER)
        .extensions(ENCRYPTED_EXTENSIONS, says(ExtensionType.SERVER_CERTIFICATE_TYPE, RAW))
        .change(
            CERTIFICATE,
            CertificateMessage.class,
            m ->
                new CertificateMessage(
                    Bytes.EMPTY,
                    List.of(entries).stream()
                        .map(entry -> new CertificateEntry(entry, Extensions.EMPTY))
                        .toList()));
  }

  private static ScriptedServer12 server12() {
    return Misdeeds12.server(Misdeeds12.ECDHE_ECDSA)
        .extensions(SERVER_HELLO, says(ExtensionType.SERVER_CERTIFICATE_TYPE, RAW));
  }

  @Test
  void aKeyAloneIsTaken() {
    Verdicts.connected(server(KEY).against(client()));
  }

  @Test
  void aKeyAloneIsTakenInTls12() {
    Verdicts.connected(
        server12()
            .change(
                CERTIFICATE,
                CertificateMessage12.class,
                m -> CertificateMessage12.ofRawPublicKey(KEY))
            .against(client()));
  }

  @Test
  void severalKeysAreRefused() {
    Verdicts.failedFor(server(KEY, KEY).against(client()), SslReason.LENGTH_MISMATCH);
  }

  @Test
  void aCertificateForAKeyIsRefused() {
    Bytes certificate = Identities.SERVER.leaf().der();
    Verdicts.failedFor(server(certificate).against(client()), SslReason.BAD_CERTIFICATE);
  }

  @Test
  void aKeyForACertificateIsRefused() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .change(
                CERTIFICATE,
                CertificateMessage.class,
                m ->
                    new CertificateMessage(
                        Bytes.EMPTY, List.of(new CertificateEntry(KEY, Extensions.EMPTY))))
            .against(client());
    Verdicts.failedFor(outcome, SslReason.BAD_CERTIFICATE);
  }

  @Test
  void certificatesForAKeyAreRefusedInTls12() {
    Verdicts.failedFor(server12().against(client()), SslReason.LENGTH_MISMATCH);
  }

  @Test
  void aKeyForCertificatesIsRefusedInTls12() {
    Outcome outcome =
        Misdeeds12.server(Misdeeds12.ECDHE_ECDSA)
            .change(
                CERTIFICATE,
                CertificateMessage12.class,
                m -> CertificateMessage12.ofRawPublicKey(KEY))
            .against(client());
    Verdicts.failedFor(outcome, SslReason.LENGTH_MISMATCH);
  }

  // RFC 7250 4.2: the answer is one of the types that were offered.
  @Test
  void aTypeThatWasNotOfferedIsRefused() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .extensions(
                ENCRYPTED_EXTENSIONS,
                says(ExtensionType.SERVER_CERTIFICATE_TYPE, new CertificateType(1)))
            .against(client());
    Verdicts.failedFor(outcome, SslReason.BAD_EXTENSION);
  }

  @Test
  void anAnswerToWhatWasNotAskedIsRefused() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .extensions(ENCRYPTED_EXTENSIONS, says(ExtensionType.CLIENT_CERTIFICATE_TYPE, RAW))
            .against(client());
    Verdicts.failedFor(outcome, SslReason.UNSOLICITED_EXTENSION);
  }

  @Test
  void aKeyThatIsNotExpectedIsRefused() {
    Verdicts.failedFor(
        server(KEY).against(client().expectedRawPublicKeys(List.of())),
        SslReason.CERTIFICATE_VERIFY_FAILED,
        AlertDescription.CERTIFICATE_UNKNOWN);
  }
}
