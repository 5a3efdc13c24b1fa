// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.SignatureChecked;
import dev.jessel.handshake.VerifyMode;

/** Proof of what is known of the client; without one there is no {@link ExpectClientFinished}. */
public final class ClientProof {
  private static final ClientProof PROOF = new ClientProof();

  private ClientProof() {}

  /** The client was not asked for a certificate. */
  static ClientProof notAsked() {
    return PROOF;
  }

  /**
   * The client was asked and has no certificate.
   *
   * @throws TlsException certificate_required when it must have one
   */
  static ClientProof anonymous(VerifyMode mode) throws TlsException {
    if (mode == VerifyMode.REQUIRED) {
      throw new TlsException(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE);
    }
    return PROOF;
  }

  /** The client's certificate was accepted and its signature checked. */
  @SuppressWarnings("unused") // the proof is asked for, not looked into
  static ClientProof of(PeerVerified verified, SignatureChecked signature) {
    return PROOF;
  }
}
