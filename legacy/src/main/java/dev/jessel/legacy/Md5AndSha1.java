// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import java.util.Arrays;

/** RFC 2246 4.7: MD5 and SHA-1 side by side, in the hope that they would not break together. */
final class Md5AndSha1 implements Hash {
  private final Hash md5;
  private final Hash sha1;

  Md5AndSha1(CryptoProvider crypto) {
    this(crypto.hash(HashAlgorithm.MD5), crypto.hash(HashAlgorithm.SHA_1));
  }

  private Md5AndSha1(Hash md5, Hash sha1) {
    this.md5 = md5;
    this.sha1 = sha1;
  }

  /** The MD5 half. */
  Hash md5() {
    return md5;
  }

  /** The SHA-1 half. */
  Hash sha1() {
    return sha1;
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    md5.update(data, offset, length);
    sha1.update(data, offset, length);
  }

  @Override
  public byte[] digest() {
    return joined(md5.digest(), sha1.digest());
  }

  /** Two digests, one after the other. */
  static byte[] joined(byte[] md5, byte[] sha1) {
    byte[] both = Arrays.copyOf(md5, md5.length + sha1.length);
    System.arraycopy(sha1, 0, both, md5.length, sha1.length);
    return both;
  }

  @Override
  public Md5AndSha1 copy() {
    return new Md5AndSha1(md5.copy(), sha1.copy());
  }

  @Override
  public int length() {
    return md5.length() + sha1.length();
  }
}
