// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Verifier;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.CertificateVerifyContent;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.x509.PeerCertificate;
import java.security.PublicKey;
import java.util.List;

/** Proof that the peer holds the key of its certificate (RFC 9846 4.5.2). */
public final class SignatureChecked {
  private static final SignatureChecked PROOF = new SignatureChecked();

  private SignatureChecked() {}

  /**
   * Checks a CertificateVerify. The transcript must not contain it yet.
   *
   * @param verified the peer whose certificate was accepted
   * @param message what the peer sent
   * @param byServer whether the peer is a server
   * @param io gives transcript, settings and cryptography
   * @throws TlsException illegal_parameter for a scheme that may not be used, decrypt_error for a
   *     signature that does not fit
   */
  public static SignatureChecked check(
      PeerVerified verified, CertificateVerify message, boolean byServer, HandshakeIo io)
      throws TlsException {
    PeerCertificate leaf = verified.leaf();
    PublicKey key = leaf.publicKey();
    checkScheme(message.scheme(), key, io);
    if (!leaf.mayDigitallySign()) {
      // RFC 9846 4.5.1.2: a key usage, when there is one, must allow signatures.
      throw new TlsException(SslReason.SIGNATURE_FOR_NON_SIGNING_CERTIFICATE);
    }
    byte[] hash = io.transcript().hash();
    byte[] content =
        byServer ? CertificateVerifyContent.server(hash) : CertificateVerifyContent.client(hash);
    Verifier verifier = io.crypto().verifier(key, message.scheme());
    if (!verifier.verify(content, message.signature())) {
      throw new TlsException(SslReason.BAD_SIGNATURE, "CertificateVerify does not fit");
    }
    io.facts().peerSignatureScheme(message.scheme());
    return PROOF;
  }

  private static void checkScheme(SignatureScheme scheme, PublicKey key, HandshakeIo io)
      throws TlsException {
    List<SignatureScheme> accepted = io.config().preferences().schemes();
    if (!accepted.contains(scheme) || !io.crypto().schemesFor(key).contains(scheme)) {
      throw new TlsException(SslReason.WRONG_SIGNATURE_TYPE, "scheme " + scheme);
    }
  }
}
