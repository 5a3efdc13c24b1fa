// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.keys.EarlySecrets;
import dev.jessel.session.PreSharedKey;
import dev.jessel.wire.Bytes;

/** RFC 9846 4.3.11.2: a client's proof, within its ClientHello, that it has a pre-shared key. */
public final class PskBinder {
  private PskBinder() {}

  /**
   * Computes it.
   *
   * @param early what comes of the key
   * @param truncatedHelloHash over all messages up to the binders
   */
  public static Bytes of(PreSharedKey.Kind kind, EarlySecrets early, byte[] truncatedHelloHash) {
    return switch (kind) {
      case RESUMPTION -> early.resumptionBinder(truncatedHelloHash);
      case EXTERNAL -> early.externalBinder(truncatedHelloHash);
      case IMPORTED -> early.importedBinder(truncatedHelloHash);
    };
  }
}
