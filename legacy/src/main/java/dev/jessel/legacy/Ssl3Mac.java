// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import dev.jessel.dialect.OldDialect;
import java.util.Arrays;

/** The MAC of SSLv3 (RFC 6101 5.2.3.1), which HMAC grew out of. */
final class Ssl3Mac implements Hmac {
  private static final int BLOCK = 64;

  private final CryptoProvider crypto;
  private final HashAlgorithm algorithm;
  private Hash keyedInner;
  private Hash keyedOuter;
  private Hash inner;

  /**
   * A MAC.
   *
   * @param key lives on
   */
  Ssl3Mac(CryptoProvider crypto, HashAlgorithm algorithm, Secret key) {
    this.crypto = crypto;
    this.algorithm = algorithm;
    rekey(key);
  }

  @Override
  public void rekey(Secret key) {
    keyedInner = keyed(key, Ssl3Pads.inner(algorithm));
    keyedOuter = keyed(key, Ssl3Pads.outer(algorithm));
    inner = keyedInner.copy();
  }

  private Hash keyed(Secret key, byte[] pad) {
    Hash hash = crypto.hash(algorithm);
    key.expose(
        bytes -> {
          hash.update(bytes, 0, bytes.length);
          return hash;
        });
    hash.update(pad, 0, pad.length);
    return hash;
  }

  /** The MAC of records, where the first block is not always filled by the key. */
  static OldDialect.Mac of(CryptoProvider crypto, HashAlgorithm hash, Secret key) {
    int keyed = hash.length() + Ssl3Pads.inner(hash).length;
    Ssl3Mac mac = new Ssl3Mac(crypto, hash, key);
    return new OldDialect.Mac(mac, crypto.hash(hash), BLOCK, keyed % BLOCK, false);
  }

  @Override
  public byte[] mac(byte[]... parts) {
    for (byte[] part : parts) {
      update(part, 0, part.length);
    }
    return finish();
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    inner.update(data, offset, length);
  }

  @Override
  public void finish(byte[] out, int outOffset) {
    byte[] mac = finish();
    System.arraycopy(mac, 0, out, outOffset, mac.length);
    Arrays.fill(mac, (byte) 0);
  }

  // RFC 6101 5.2.3.1: hash(MAC_write_secret + pad_2 + hash(MAC_write_secret + pad_1 + ...))
  private byte[] finish() {
    byte[] digest = inner.digest();
    inner = keyedInner.copy();
    Hash outer = keyedOuter.copy();
    outer.update(digest, 0, digest.length);
    return outer.digest();
  }

  @Override
  public int length() {
    return keyedInner.length();
  }
}
