// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/**
 * The keys of both directions (RFC 5246 6.3).
 *
 * @param client of what the client sends
 * @param server of what the server sends
 */
public record KeyBlock(SideKeys client, SideKeys server) {
  /**
   * Sizes of the parts, in bytes.
   *
   * @param macKey of a MAC key, 0 for an AEAD
   * @param key of a cipher key, 0 for none
   * @param iv of what comes along for IV or nonce
   */
  public record Sizes(int macKey, int key, int iv) {
    /** What {@code suite} needs in TLS 1.2 and 1.1. */
    public static Sizes of(SuiteParameters suite) {
      BulkCipher cipher = suite.cipher();
      // RFC 5246 6.2.3.2: the IV of a block cipher stands in the record
      boolean withIv = cipher.kind() == BulkCipher.Kind.AEAD;
      return new Sizes(
          suite.mac().length(), cipher.keyLength(), withIv ? cipher.fixedIvLength() : 0);
    }

    /** How many bytes both sides need together. */
    public int total() {
      return 2 * (macKey + key + iv);
    }
  }

  /** Cuts {@code block}, which lives on, into keys. */
  static KeyBlock cut(Secret block, Sizes sizes) {
    return block.expose(
        bytes -> {
          int keys = 2 * sizes.macKey;
          int ivs = keys + 2 * sizes.key;
          // RFC 5246 6.3: client and server MAC keys, client and server keys, then the IVs
          return new KeyBlock(
              new SideKeys(
                  part(bytes, 0, sizes.macKey),
                  part(bytes, keys, sizes.key),
                  Bytes.copyOf(bytes, ivs, sizes.iv)),
              new SideKeys(
                  part(bytes, sizes.macKey, sizes.macKey),
                  part(bytes, keys + sizes.key, sizes.key),
                  Bytes.copyOf(bytes, ivs + sizes.iv, sizes.iv)));
        });
  }

  private static Secret part(byte[] block, int offset, int length) {
    return Secret.take(Arrays.copyOfRange(block, offset, offset + length));
  }

  /** Wipes all keys. */
  public void destroy() {
    client.destroy();
    server.destroy();
  }
}
