// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.security.PublicKey;
import java.util.Optional;

/**
 * What both sides of a key exchange sent.
 *
 * @param exchange in which group
 * @param own what this side sent
 * @param peer what the peer sent
 */
public record PublicValues(KeyExchange exchange, Bytes own, Bytes peer) {
  /** This side's temporary key; empty where the JDK has no such keys. */
  public Optional<PublicKey> ownKey() {
    return key(own);
  }

  /** The peer's temporary key; empty where the JDK has no such keys. */
  public Optional<PublicKey> peerKey() {
    return key(peer);
  }

  private Optional<PublicKey> key(Bytes value) {
    try {
      return exchange.publicKey(value);
    } catch (TlsException e) {
      throw new IllegalStateException("a secret was made of it", e);
    }
  }
}
