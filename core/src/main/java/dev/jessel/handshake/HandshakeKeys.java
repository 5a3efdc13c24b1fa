// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.keys.KeyLog;
import dev.jessel.wire.NamedGroup;

/** The step from key exchange to handshake keys, which both ends take in the same way. */
public final class HandshakeKeys {
  private HandshakeKeys() {}

  /**
   * Derives the secrets over the transcript up to the ServerHello, tells the log, and notes what is
   * settled.
   *
   * @param suite the chosen suite
   * @param group where the shared secret comes from
   * @param shared the shared secret; used up
   */
  public static HandshakeSecrets derive(
      SuiteParameters suite, NamedGroup group, Secret shared, HandshakeIo io) {
    HandshakeSecrets secrets =
        EarlySecrets.withoutPsk(io.crypto(), suite.hash())
            .handshake(shared, io.transcript().hash());
    io.logSecret(KeyLog.CLIENT_HANDSHAKE_TRAFFIC_SECRET, secrets.clientTraffic());
    io.logSecret(KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET, secrets.serverTraffic());
    io.facts().suite(suite);
    io.facts().group(group);
    return secrets;
  }
}
