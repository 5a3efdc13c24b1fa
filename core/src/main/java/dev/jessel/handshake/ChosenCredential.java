// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.keys.CertificateVerifyContent;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.DigitalSignature;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import java.util.ArrayList;
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
    return of(credential, schemes, ProtocolVersion.TLS_1_3, io);
  }

  /**
   * The Certificate message that shows the chain, or the key alone.
   *
   * @param context of the request that it answers; empty in the handshake
   * @param type what was agreed on
   */
  public CertificateMessage certificateMessage(Bytes context, CertificateType type) {
    if (type.equals(CertificateType.RAW_PUBLIC_KEY)) {
      CertificateEntry key = new CertificateEntry(credential.spki(), Extensions.EMPTY);
      return new CertificateMessage(context, List.of(key));
    }
    List<CertificateEntry> entries = new ArrayList<>();
    for (PeerCertificate certificate : credential.chain()) {
      entries.add(new CertificateEntry(certificate.der(), Extensions.EMPTY));
    }
    credential
        .delegation()
        .map(
            delegated ->
                Extensions.of(
                    new UnknownExtension(ExtensionType.DELEGATED_CREDENTIAL, delegated.encoded())))
        .ifPresent(beside -> entries.set(0, new CertificateEntry(entries.get(0).der(), beside)));
    return new CertificateMessage(context, entries);
  }

  /** The Certificate message of TLS 1.2 that shows the chain, or the key alone. */
  public CertificateMessage12 certificateMessage12(CertificateType type) {
    return certificateMessage12(credential, type);
  }

  /** The Certificate message of TLS 1.2 that shows a credential's chain, or its key alone. */
  public static CertificateMessage12 certificateMessage12(
      Credential credential, CertificateType type) {
    return type.equals(CertificateType.RAW_PUBLIC_KEY)
        ? CertificateMessage12.ofRawPublicKey(credential.spki())
        : new CertificateMessage12(credential.chain().stream().map(PeerCertificate::der).toList());
  }

  /** Pairs a credential with the first of the schemes that its key can make before TLS 1.3. */
  public static Optional<ChosenCredential> of12(
      Credential credential, List<SignatureScheme> schemes, HandshakeIo io) {
    return of(credential, schemes, io.dialect().version(), io);
  }

  private static Optional<ChosenCredential> of(
      Credential credential,
      List<SignatureScheme> schemes,
      ProtocolVersion version,
      HandshakeIo io) {
    List<SignatureScheme> able =
        CredentialChoice.schemes(credential, schemes, version, io.crypto());
    return able.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChosenCredential(credential, able.get(0)));
  }

  /**
   * Has the parameters of a key exchange before TLS 1.3 signed.
   *
   * @param content both randoms, then the parameters
   * @return the signature, or "later"
   */
  public Answer<DigitalSignature> signKeyExchange12(Bytes content, HandshakeIo io)
      throws TlsException {
    return signed12(io.dialect().toSign(io.crypto(), scheme, content), io);
  }

  /**
   * Has the messages so far signed, as a client does before TLS 1.3.
   *
   * @param main the main secret
   * @return the signature, or "later"
   */
  public Answer<DigitalSignature> signMessages12(Secret main, HandshakeIo io) throws TlsException {
    return signed12(io.dialect().toSign(io.crypto(), scheme, io.transcript(), main), io);
  }

  private Answer<DigitalSignature> signed12(Bytes content, HandshakeIo io) throws TlsException {
    boolean named = io.dialect().impliedSchemes().isEmpty();
    return io.decisions()
        .sign(new SigningRequest(credential, scheme, io.dialect().version(), content))
        .map(
            signature -> new DigitalSignature(named ? scheme : SignatureScheme.UNNAMED, signature));
  }

  /**
   * Has the transcript so far signed.
   *
   * @return the CertificateVerify message, or "later"
   */
  public Answer<CertificateVerify> sign(boolean byServer, HandshakeIo io) throws TlsException {
    return sign(byServer, io.transcript(), io);
  }

  /** As {@link #sign(boolean, HandshakeIo)}, over a transcript that goes on beside the other. */
  public Answer<CertificateVerify> sign(boolean byServer, Transcript transcript, HandshakeIo io)
      throws TlsException {
    byte[] hash = transcript.hash();
    byte[] content =
        byServer ? CertificateVerifyContent.server(hash) : CertificateVerifyContent.client(hash);
    return io.decisions()
        .sign(new SigningRequest(credential, scheme, ProtocolVersion.TLS_1_3, Bytes.of(content)))
        .map(signature -> new CertificateVerify(scheme, signature));
  }
}
