// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;

/**
 * What protects the records that one side sends, up to TLS 1.2.
 *
 * @param macKey of the MAC; of no bytes where the cipher is an AEAD
 * @param key of the cipher; of no bytes where nothing is encrypted
 * @param iv the part of the nonce that stays the same, or the first IV of TLS 1.0; may be empty
 */
public record SideKeys(Secret macKey, Secret key, Bytes iv) {
  /** Wipes the keys, once the protection is made. */
  public void destroy() {
    macKey.destroy();
    key.destroy();
  }
}
