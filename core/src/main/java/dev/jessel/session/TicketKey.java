// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;

/**
 * A key that protects tickets.
 *
 * @param name what a ticket says of the key, 16 bytes that are no secret
 * @param key 32 bytes
 */
public record TicketKey(Bytes name, Secret key) {
  /** Length of a name in bytes. */
  public static final int NAME_LENGTH = 16;

  /** Length of a key in bytes. */
  public static final int KEY_LENGTH = 32;

  /**
   * Refuses other lengths.
   *
   * @throws IllegalArgumentException for a name or key of another length
   */
  public TicketKey {
    if (name.length() != NAME_LENGTH || key.length() != KEY_LENGTH) {
      throw new IllegalArgumentException("a ticket key has a name of 16 bytes and 32 of its own");
    }
  }

  /** A new key under a new name. */
  static TicketKey random(CryptoProvider crypto) {
    byte[] name = new byte[NAME_LENGTH];
    crypto.randomBytes(name);
    byte[] key = new byte[KEY_LENGTH];
    crypto.randomBytes(key);
    return new TicketKey(Bytes.of(name), Secret.take(key));
  }
}
