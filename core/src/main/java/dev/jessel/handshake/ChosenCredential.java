// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.keys.CertificateVerifyContent;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.DigitalSignature;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import java.util.List;
import java.util.Optional;

/**
 * A credential and how it signs in this handshake.
 *
 * @param credential chain and key
 * @param scheme a scheme that the key can make and the peer takes
 */
public record ChosenCredential(Credential credential, SignatureScheme scheme) {
  /** Pairs a credential with the first of the schemes that its key can make; empty for none. */
  public static Optional<ChosenCredential> of(
      Credential credential, List<SignatureScheme> schemes, HandshakeIo io) {
    List<SignatureScheme> able = io.crypto().schemesFor(credential.publicKey());
    return schemes.stream()
        .filter(able::contains)
        .findFirst()
        .map(scheme -> new ChosenCredential(credential, scheme));
  }

  /** The Certificate message that shows the chain. */
  public CertificateMessage certificateMessage() {
    return new CertificateMessage(
        Bytes.EMPTY,
        credential.chain().stream()
            .map(certificate -> new CertificateEntry(certificate.der(), Extensions.EMPTY))
            .toList());
  }

  /** The Certificate message of TLS 1.2 that shows the chain. */
  public CertificateMessage12 certificateMessage12() {
    return certificateMessage12(credential);
  }

  /** The Certificate message of TLS 1.2 that shows a credential's chain. */
  public static CertificateMessage12 certificateMessage12(Credential credential) {
    return new CertificateMessage12(credential.chain().stream().map(PeerCertificate::der).toList());
  }

  /** Pairs a credential with the first of the schemes that its key can make in TLS 1.2. */
  public static Optional<ChosenCredential> of12(
      Credential credential, List<SignatureScheme> schemes, HandshakeIo io) {
    List<SignatureScheme> able =
        io.crypto().schemesFor(credential.publicKey(), ProtocolVersion.TLS_1_2);
    return schemes.stream()
        .filter(able::contains)
        .findFirst()
        .map(scheme -> new ChosenCredential(credential, scheme));
  }

  /**
   * Has content of TLS 1.2 signed: key exchange parameters, or the messages so far.
   *
   * @return the signature, or "later"
   */
  public Answer<DigitalSignature> sign12(Bytes content, HandshakeIo io) throws TlsException {
    return io.decisions()
        .sign(new SigningRequest(credential, scheme, ProtocolVersion.TLS_1_2, content))
        .map(signature -> new DigitalSignature(scheme, signature));
  }

  /**
   * Has the transcript so far signed.
   *
   * @return the CertificateVerify message, or "later"
   */
  public Answer<CertificateVerify> sign(boolean byServer, HandshakeIo io) throws TlsException {
    byte[] hash = io.transcript().hash();
    byte[] content =
        byServer ? CertificateVerifyContent.server(hash) : CertificateVerifyContent.client(hash);
    return io.decisions()
        .sign(new SigningRequest(credential, scheme, ProtocolVersion.TLS_1_3, Bytes.of(content)))
        .map(signature -> new CertificateVerify(scheme, signature));
  }
}
