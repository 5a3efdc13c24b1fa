// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;

/** A hash over some messages of a handshake, with a look at it on the way. */
record DigestTrial(String algorithm) implements Trial {
  private static final byte[] MESSAGE = new byte[600];

  @Override
  public Round with(Provider provider) {
    return () -> {
      byte[] unused = digest(provider);
    };
  }

  @Override
  public void requireSame(Provider one, Provider other) throws GeneralSecurityException {
    Trial.require(MessageDigest.isEqual(digest(one), digest(other)), algorithm);
  }

  private byte[] digest(Provider provider) throws GeneralSecurityException {
    JcaHash hash = new JcaHash(MessageDigest.getInstance(algorithm, provider));
    hash.update(MESSAGE, 0, MESSAGE.length);
    byte[] before = hash.copy().digest();
    hash.update(before, 0, before.length);
    return hash.digest();
  }
}
