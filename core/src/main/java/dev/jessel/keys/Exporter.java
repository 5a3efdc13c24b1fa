// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;
import java.util.Optional;

/** Gives the application keys that are bound to the connection (RFC 5705). Thread-safe. */
public interface Exporter {
  /**
   * Keying material for one purpose.
   *
   * @param label the purpose, ASCII
   * @param context what else the material is bound to. TLS 1.3 does not tell an empty context from
   *     none, TLS 1.2 does
   * @param length how many bytes, at least 0
   * @return an array of the caller's own
   * @throws IllegalArgumentException if the label or the length is more than the protocol can do:
   *     in TLS 1.3 a label of 249 bytes and 255 times the hash's size
   */
  byte[] export(String label, Optional<byte[]> context, int length);

  /** The secret beneath, for the key log alone. Not to be destroyed. */
  Secret secret();

  /** Wipes the secret; nothing can be exported afterwards. */
  void destroy();
}
