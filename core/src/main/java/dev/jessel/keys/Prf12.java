// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** RFC 5246 5: PRF(secret, label, seed) = P_hash(secret, label + seed). */
final class Prf12 implements Prf {
  private final CryptoProvider crypto;
  private final HashAlgorithm hash;

  Prf12(CryptoProvider crypto, HashAlgorithm hash) {
    this.crypto = crypto;
    this.hash = hash;
  }

  @Override
  public Secret derive(Secret secret, String label, Bytes seed, int length) {
    Bytes name = Bytes.of(label.getBytes(StandardCharsets.US_ASCII));
    return Secret.take(expand(crypto.hmac(hash, secret), name.plus(seed).toArray(), length));
  }

  // RFC 5246 5: P_hash(secret, seed) = HMAC(secret, A(1) + seed) + HMAC(secret, A(2) + seed) + ...
  //             where A(0) = seed and A(i) = HMAC(secret, A(i-1))
  private static byte[] expand(Hmac hmac, byte[] seed, int length) {
    byte[] output = new byte[length];
    byte[] a = hmac.mac(seed);
    for (int written = 0; written < length; written += a.length) {
      byte[] block = hmac.mac(a, seed);
      System.arraycopy(block, 0, output, written, Math.min(block.length, length - written));
      Arrays.fill(block, (byte) 0);
      a = hmac.mac(a);
    }
    return output;
  }
}
