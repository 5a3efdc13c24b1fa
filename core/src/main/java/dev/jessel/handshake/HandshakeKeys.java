// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.keys.KeyLog;
import dev.jessel.wire.NamedGroup;
import java.util.Optional;

/** The step from key exchange to handshake keys, which both ends take in the same way. */
public final class HandshakeKeys {
  private HandshakeKeys() {}

  /**
   * What a key exchange yielded.
   *
   * @param group where the secret comes from
   * @param secret the shared secret; used up
   */
  public record Shared(NamedGroup group, Secret secret) {}

  /**
   * Derives the secrets over the transcript up to the ServerHello, tells the log, and notes what is
   * settled.
   *
   * @param suite the chosen suite
   * @param psk the stage before, where a pre-shared key is used; used up
   * @param shared the shared secret; empty where the pre-shared key is used alone
   */
  public static HandshakeSecrets derive(
      SuiteParameters suite, Optional<EarlySecrets> psk, Optional<Shared> shared, HandshakeIo io) {
    EarlySecrets early = psk.orElseGet(() -> EarlySecrets.withoutPsk(io.crypto(), suite.hash()));
    byte[] hash = io.transcript().hash();
    HandshakeSecrets secrets =
        shared.isPresent()
            ? early.handshake(shared.get().secret(), hash)
            : early.handshakeWithoutKeyExchange(hash);
    io.logSecret(KeyLog.CLIENT_HANDSHAKE_TRAFFIC_SECRET, secrets.clientTraffic().secret());
    io.logSecret(KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET, secrets.serverTraffic().secret());
    io.facts().suite(suite);
    io.facts().group(shared.map(Shared::group));
    return secrets;
  }
}
