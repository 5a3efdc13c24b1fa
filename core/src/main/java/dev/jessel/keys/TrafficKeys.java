// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;

/**
 * Key and nonce base of the records of one direction.
 *
 * @param key of the AEAD; the receiver destroys it once the AEAD is made
 * @param iv what the record's sequence number is XORed into, 12 bytes
 */
public record TrafficKeys(Secret key, Bytes iv) {
  private static final byte[] NO_CONTEXT = {};

  /** The keys that {@code trafficSecret} stands for; the secret lives on. */
  static TrafficKeys of(Hkdf hkdf, AeadAlgorithm aead, Secret trafficSecret) {
    // RFC 9846 7.3: [sender]_write_key and [sender]_write_iv
    Secret iv = hkdf.expandLabel(trafficSecret, "iv", NO_CONTEXT, aead.nonceLength());
    Bytes nonceBase = iv.expose(Bytes::of);
    iv.destroy();
    return new TrafficKeys(
        hkdf.expandLabel(trafficSecret, "key", NO_CONTEXT, aead.keyLength()), nonceBase);
  }
}
