// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/**
 * Proof of who the server is; without one no client of TLS 1.3 takes its Finished. Either its
 * certificate was accepted and it signed, or it has a key that this client offered.
 */
public final class ServerAuthentication {
  private static final ServerAuthentication PROOF = new ServerAuthentication();

  private ServerAuthentication() {}

  /** The server's certificate was accepted, and it holds the certificate's key. */
  @SuppressWarnings("unused") // the proofs are asked for, not looked into
  public static ServerAuthentication of(PeerVerified verified, SignatureChecked signature) {
    return PROOF;
  }

  /** The server took a pre-shared key; that it has it is what its Finished will show. */
  @SuppressWarnings("unused") // the proof is asked for, not looked into
  public static ServerAuthentication of(PskAccepted psk) {
    return PROOF;
  }
}
