// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.keys.Prf;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/** The pseudorandom function of TLS 1.0 and 1.1 (RFC 2246 5): of MD5 and of SHA-1, half each. */
final class Prf10 implements Prf {
  private final Prf md5;
  private final Prf sha1;

  Prf10(CryptoProvider crypto) {
    this.md5 = Prf.tls12(crypto, HashAlgorithm.MD5);
    this.sha1 = Prf.tls12(crypto, HashAlgorithm.SHA_1);
  }

  // RFC 2246 5: PRF(secret, label, seed) = P_MD5(S1, label + seed) XOR P_SHA-1(S2, label + seed)
  @Override
  public Secret derive(Secret secret, String label, Bytes seed, int length) {
    // S1 and S2 are the first and the last half; of an odd number of bytes they share one.
    int half = (secret.length() + 1) / 2;
    int second = secret.length() - half;
    Secret left = part(secret, 0, half);
    Secret right = part(secret, second, half);
    Secret one = md5.derive(left, label, seed, length);
    Secret other = sha1.derive(right, label, seed, length);
    try {
      return exclusiveOr(one, other);
    } finally {
      left.destroy();
      right.destroy();
      one.destroy();
      other.destroy();
    }
  }

  private static Secret part(Secret secret, int offset, int length) {
    return secret.expose(bytes -> Secret.take(Arrays.copyOfRange(bytes, offset, offset + length)));
  }

  private static Secret exclusiveOr(Secret one, Secret other) {
    return one.expose(
        left ->
            other.expose(
                right -> {
                  byte[] both = new byte[left.length];
                  for (int i = 0; i < both.length; i++) {
                    both[i] = (byte) (left[i] ^ right[i]);
                  }
                  return Secret.take(both);
                }));
  }
}
