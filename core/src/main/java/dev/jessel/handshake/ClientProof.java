// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.session.Session;

/** Proof of what is known of the client; without one there is no state that takes its Finished. */
public final class ClientProof {
  private static final ClientProof PROOF = new ClientProof();

  private ClientProof() {}

  /** The client was not asked for a certificate. */
  public static ClientProof notAsked() {
    return PROOF;
  }

  /**
   * The client was asked and has no certificate.
   *
   * @throws TlsException certificate_required when it must have one
   */
  public static ClientProof anonymous(VerifyMode mode) throws TlsException {
    if (mode == VerifyMode.REQUIRED) {
      throw new TlsException(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE);
    }
    return PROOF;
  }

  /** The client's certificate was accepted and its signature checked. */
  @SuppressWarnings("unused") // the proof is asked for, not looked into
  public static ClientProof of(PeerVerified verified, SignatureChecked signature) {
    return PROOF;
  }

  /** The client has a pre-shared key of TLS 1.3. */
  @SuppressWarnings("unused") // the proof is asked for, not looked into
  public static ClientProof of(BinderChecked binder) {
    return PROOF;
  }

  /** The client proved itself when the session was made. */
  @SuppressWarnings("unused") // the session is the proof
  public static ClientProof resumed(Session session) {
    return PROOF;
  }
}
