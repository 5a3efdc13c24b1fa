// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;

/** The premaster secrets of the key exchanges with a pre-shared key (RFC 4279, RFC 5489). */
public final class Premaster {
  /** RFC 4279 2: both halves have a length of two bytes. */
  private static final int MAX_PART = 0xFFFF;

  private Premaster() {}

  /**
   * Of plain PSK.
   *
   * @param psk at most 65535 bytes; lives on
   */
  public static Secret psk(Secret psk) {
    // RFC 4279 2: other_secret is as many zero bytes as the PSK has
    return psk(Secret.zeros(psk.length()), psk);
  }

  /**
   * Of PSK with another key exchange.
   *
   * @param other what that exchange alone would have for its premaster secret: destroyed
   * @param psk at most 65535 bytes; lives on
   */
  public static Secret psk(Secret other, Secret psk) {
    if (other.length() > MAX_PART || psk.length() > MAX_PART) {
      throw new IllegalArgumentException("a secret of more than 65535 bytes");
    }
    // RFC 4279 2: struct { opaque other_secret<0..2^16-1>; opaque psk<0..2^16-1>; }
    byte[] both = new byte[2 + other.length() + 2 + psk.length()];
    put(other, both, 0);
    put(psk, both, 2 + other.length());
    other.destroy();
    return Secret.take(both);
  }

  private static void put(Secret part, byte[] target, int offset) {
    target[offset] = (byte) (part.length() >>> 8);
    target[offset + 1] = (byte) part.length();
    part.expose(
        bytes -> {
          System.arraycopy(bytes, 0, target, offset + 2, bytes.length);
          return target;
        });
  }
}
