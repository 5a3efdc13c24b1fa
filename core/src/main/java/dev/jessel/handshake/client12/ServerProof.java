// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.SignatureChecked;
import dev.jessel.session.Session;
import dev.jessel.x509.PeerCertificate;
import java.util.Optional;

/** Proof of what is known of the server; without one no secret is agreed upon with it. */
public final class ServerProof {
  private final Optional<PeerVerified> verified;

  private ServerProof(Optional<PeerVerified> verified) {
    this.verified = verified;
  }

  /** The server's certificate was accepted and the signature of its key share checked. */
  @SuppressWarnings("unused") // the signature's proof is asked for, not looked into
  static ServerProof signed(PeerVerified verified, SignatureChecked signature) {
    return new ServerProof(Optional.of(verified));
  }

  /**
   * The server's certificate was accepted, and it must decrypt to get on.
   *
   * @throws TlsException when the certificate's key may not do that
   */
  static ServerProof decrypts(PeerVerified verified) throws TlsException {
    if (!verified.leaf().mayEncipherKeys()) {
      // RFC 5246 7.4.2: a key usage, when there is one, must allow keyEncipherment.
      throw new TlsException(
          SslReason.SIGNATURE_FOR_NON_SIGNING_CERTIFICATE, "the key may not encrypt");
    }
    return new ServerProof(Optional.of(verified));
  }

  /** The suite has the server prove that it knows the pre-shared key. */
  static ServerProof preShared() {
    return new ServerProof(Optional.empty());
  }

  /** The suite is one without any proof, which the application named itself. */
  static ServerProof anonymous() {
    return new ServerProof(Optional.empty());
  }

  /** The server proved itself when the session was made. */
  @SuppressWarnings("unused") // the session is the proof
  static ServerProof resumed(Session session) {
    return new ServerProof(Optional.empty());
  }

  /** The server's certificate, where it has one. */
  Optional<PeerCertificate> leaf() {
    return verified.map(PeerVerified::leaf);
  }
}
