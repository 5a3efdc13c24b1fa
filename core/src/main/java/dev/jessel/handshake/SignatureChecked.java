// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.Verifier;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.CertificateVerifyContent;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.DigitalSignature;
import dev.jessel.wire.message.ServerKeyParameters;
import dev.jessel.x509.DelegatedCredential;
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
    return check(verified, message, byServer, io.transcript(), io);
  }

  /** As above, over a transcript that goes on beside the other. */
  public static SignatureChecked check(
      PeerVerified verified,
      CertificateVerify message,
      boolean byServer,
      Transcript transcript,
      HandshakeIo io)
      throws TlsException {
    PeerCertificate leaf = verified.leaf();
    PublicKey key = signingKey(verified);
    if (verified.delegated().isPresent()) {
      checkDelegated(verified.delegated().get(), message.scheme());
    } else {
      checkScheme(message.scheme(), key, accepted(byServer, io), io);
    }
    if (!leaf.mayDigitallySign()) {
      // RFC 9846 4.5.1.2: a key usage, when there is one, must allow signatures.
      throw new TlsException(SslReason.SIGNATURE_FOR_NON_SIGNING_CERTIFICATE);
    }
    byte[] hash = transcript.hash();
    byte[] content =
        byServer ? CertificateVerifyContent.server(hash) : CertificateVerifyContent.client(hash);
    Verifier verifier = io.crypto().verifier(key, message.scheme());
    if (!verifier.verify(content, message.signature())) {
      throw new TlsException(SslReason.BAD_SIGNATURE, "CertificateVerify does not fit");
    }
    io.facts().peerSignatureScheme(message.scheme());
    return PROOF;
  }

  private static PublicKey signingKey(PeerVerified verified) throws TlsException {
    return verified.delegated().isPresent()
        ? verified.delegated().get().publicKey()
        : verified.leaf().publicKey();
  }

  private static void checkDelegated(DelegatedCredential delegated, SignatureScheme scheme)
      throws TlsException {
    if (!delegated.scheme().equals(scheme)) {
      // RFC 9345 4.1.3: the scheme is the one that the certificate's key signed.
      throw new TlsException(SslReason.WRONG_SIGNATURE_TYPE, "scheme " + scheme);
    }
  }

  /**
   * Checks the signature of a ServerKeyExchange of TLS 1.2 (RFC 5246 7.4.3).
   *
   * @param verified the server whose certificate was accepted
   * @param agreement what the hellos settled
   * @param parameters what was signed, and the signature
   */
  public static SignatureChecked checkKeyExchange(
      PeerVerified verified, Agreement12 agreement, ServerKeyParameters parameters, HandshakeIo io)
      throws TlsException {
    DigitalSignature signature = parameters.signature().orElseThrow();
    SignatureScheme scheme = scheme12(verified.leaf(), signature.scheme(), accepted(true, io), io);
    Bytes content = agreement.randoms().plus(parameters.share());
    Bytes signed = io.dialect().toSign(io.crypto(), scheme, content);
    return check12(verified.leaf(), scheme, signature.signature(), signed, io);
  }

  /**
   * Checks a client's CertificateVerify of TLS 1.2 and before, which is over all messages so far
   * (RFC 5246 7.4.8). The transcript must not contain it yet.
   *
   * @param main the main secret
   */
  public static SignatureChecked checkClient12(
      PeerVerified verified, CertificateVerify message, Secret main, HandshakeIo io)
      throws TlsException {
    SignatureScheme scheme = scheme12(verified.leaf(), message.scheme(), accepted(false, io), io);
    Bytes signed = io.dialect().toSign(io.crypto(), scheme, io.transcript(), main);
    return check12(verified.leaf(), scheme, message.signature(), signed, io);
  }

  /** The scheme of a signature: the one that it names, or before TLS 1.2 the one of the key. */
  private static SignatureScheme scheme12(
      PeerCertificate leaf, SignatureScheme named, List<SignatureScheme> asked, HandshakeIo io)
      throws TlsException {
    List<SignatureScheme> able = io.crypto().schemesFor(leaf.publicKey(), io.dialect().version());
    boolean implied = io.dialect().impliedSchemes().isPresent();
    return io.dialect().impliedSchemes().orElse(asked).stream()
        .filter(scheme -> implied || scheme.equals(named))
        .filter(able::contains)
        .findFirst()
        .orElseThrow(() -> new TlsException(SslReason.WRONG_SIGNATURE_TYPE, "scheme " + named));
  }

  /**
   * Checks the signature of a client of SSLv2.
   *
   * @param signed what it covers, as the scheme takes it
   */
  public static SignatureChecked checkClient2(
      PeerVerified verified, SignatureScheme scheme, Bytes signature, Bytes signed, HandshakeIo io)
      throws TlsException {
    return check12(verified.leaf(), scheme, signature, signed, io);
  }

  private static SignatureChecked check12(
      PeerCertificate leaf, SignatureScheme scheme, Bytes signature, Bytes signed, HandshakeIo io)
      throws TlsException {
    if (!leaf.mayDigitallySign()) {
      throw new TlsException(SslReason.SIGNATURE_FOR_NON_SIGNING_CERTIFICATE);
    }
    Verifier verifier =
        io.crypto().verifier(leaf.publicKey(), scheme, io.facts().version().orElseThrow());
    if (!verifier.verify(signed.toArray(), signature)) {
      throw new TlsException(SslReason.BAD_SIGNATURE, "the signature does not fit");
    }
    io.facts().peerSignatureScheme(scheme);
    return PROOF;
  }

  /** What this side asked for. */
  private static List<SignatureScheme> accepted(boolean byServer, HandshakeIo io) {
    HandshakeConfig.Preferences ours = io.config().preferences();
    return byServer ? ours.schemes() : ours.clients().schemes();
  }

  private static void checkScheme(
      SignatureScheme scheme, PublicKey key, List<SignatureScheme> accepted, HandshakeIo io)
      throws TlsException {
    if (!accepted.contains(scheme) || !io.crypto().schemesFor(key).contains(scheme)) {
      throw new TlsException(SslReason.WRONG_SIGNATURE_TYPE, "scheme " + scheme);
    }
  }
}
