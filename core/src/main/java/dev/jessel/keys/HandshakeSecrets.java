// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;

/**
 * The second stage of the TLS 1.3 key schedule (RFC 9846 7.1): what protects the handshake. Not
 * thread-safe.
 */
public final class HandshakeSecrets {
  private final Hkdf hkdf;
  private final Secret handshake;
  private final TrafficSecret clientTraffic;
  private final TrafficSecret serverTraffic;

  private HandshakeSecrets(
      Hkdf hkdf, Secret handshake, TrafficSecret clientTraffic, TrafficSecret serverTraffic) {
    this.hkdf = hkdf;
    this.handshake = handshake;
    this.clientTraffic = clientTraffic;
    this.serverTraffic = serverTraffic;
  }

  static HandshakeSecrets of(Hkdf hkdf, Secret handshake, byte[] transcriptHash) {
    return new HandshakeSecrets(
        hkdf,
        handshake,
        new TrafficSecret(hkdf, hkdf.deriveSecret(handshake, "c hs traffic", transcriptHash)),
        new TrafficSecret(hkdf, hkdf.deriveSecret(handshake, "s hs traffic", transcriptHash)));
  }

  /** The client's handshake traffic secret: this object's own, wiped by {@link #destroy}. */
  public TrafficSecret clientTraffic() {
    return clientTraffic;
  }

  /** The server's handshake traffic secret: this object's own, wiped by {@link #destroy}. */
  public TrafficSecret serverTraffic() {
    return serverTraffic;
  }

  /**
   * The verify_data of the Finished message of the side that {@code traffic} belongs to.
   *
   * @param transcriptHash of all messages before that Finished
   */
  public Bytes finishedMac(TrafficSecret traffic, byte[] transcriptHash) {
    return Bytes.of(hkdf.finishedMac(traffic.secret(), transcriptHash));
  }

  /**
   * The next stage. Can be had once; the traffic secrets and {@link #finishedMac} remain of use
   * until {@link #destroy}, since the client's Finished comes later.
   */
  public MainSecrets main() {
    Secret salt = hkdf.deriveSecret(handshake, "derived", hkdf.emptyHash());
    handshake.destroy();
    Secret main = hkdf.extract(salt, Secret.zeros(hkdf.hashLength()));
    salt.destroy();
    return new MainSecrets(hkdf, main);
  }

  /** Wipes everything that is left. */
  public void destroy() {
    handshake.destroy();
    clientTraffic.secret().destroy();
    serverTraffic.secret().destroy();
  }
}
