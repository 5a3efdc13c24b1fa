// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/**
 * The keys of a context's tickets, as libssl has them: AES-256-CBC and HMAC with SHA-256 (RFC 5077
 * 4).
 *
 * @param name what a ticket says of them, no secret
 * @param mac the key of the HMAC
 * @param cipher the key of the cipher
 */
record TicketKeys(Bytes name, Secret mac, Secret cipher) {
  static final int NAME_LENGTH = 16;
  static final int KEY_LENGTH = 32;

  /** How many bytes all of them have. */
  static final int LENGTH = NAME_LENGTH + 2 * KEY_LENGTH;

  static TicketKeys random() {
    byte[] bytes = new byte[LENGTH];
    CallbackBridge.CRYPTO.randomBytes(bytes);
    try {
      return of(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Name, key of the HMAC, key of the cipher; the array stays the caller's. */
  static TicketKeys of(byte[] bytes) {
    int second = NAME_LENGTH + KEY_LENGTH;
    return new TicketKeys(
        Bytes.copyOf(bytes, 0, NAME_LENGTH),
        Secret.take(Arrays.copyOfRange(bytes, NAME_LENGTH, second)),
        Secret.take(Arrays.copyOfRange(bytes, second, LENGTH)));
  }

  void copyTo(byte[] out) {
    name.copyTo(out, 0);
    int length = put(mac, out, NAME_LENGTH) + put(cipher, out, NAME_LENGTH + KEY_LENGTH);
    assert length == 2 * KEY_LENGTH;
  }

  private static int put(Secret key, byte[] out, int offset) {
    return key.expose(
        bytes -> {
          System.arraycopy(bytes, 0, out, offset, KEY_LENGTH);
          return KEY_LENGTH;
        });
  }

  @Override
  public String toString() {
    return "TicketKeys[" + name + "]";
  }
}
