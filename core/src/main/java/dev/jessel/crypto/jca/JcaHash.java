// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Hash;
import java.security.MessageDigest;
import java.security.ProviderException;

/** A hash on a {@link MessageDigest} that can be cloned, as those of the JDK can. */
final class JcaHash implements Hash {
  private final MessageDigest digest;

  JcaHash(MessageDigest digest) {
    this.digest = digest;
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    digest.update(data, offset, length);
  }

  @Override
  public byte[] digest() {
    return digest.digest();
  }

  @Override
  public Hash copy() {
    try {
      return new JcaHash((MessageDigest) digest.clone());
    } catch (CloneNotSupportedException cannotSnapshot) {
      throw new ProviderException(
          digest.getProvider().getName() + " cannot copy a running hash", cannotSnapshot);
    }
  }

  @Override
  public int length() {
    return digest.getDigestLength();
  }
}
