// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;

/**
 * A signature as a handshake needs it, under keys of software that may go from one provider to the
 * other.
 *
 * @param signs whether signatures are made; else they are checked
 */
record SignatureTrial(SchemeForm form, TrialKeys keys, boolean signs) implements Trial {
  private static final byte[] MESSAGE = new byte[130];

  @Override
  public boolean isRandom() {
    return signs;
  }

  @Override
  public Round with(Provider provider) throws GeneralSecurityException {
    KeyPair pair = keys.pair();
    if (signs) {
      return () -> {
        byte[] unused = sign(provider, pair);
      };
    }
    byte[] signature = sign(provider, pair);
    return () -> Trial.require(verifies(provider, pair, signature), form.algorithm());
  }

  @Override
  public void requireSame(Provider one, Provider other) throws GeneralSecurityException {
    KeyPair pair = keys.pair();
    requireSame(one, other, pair, sign(one, pair));
    requireSame(one, other, pair, sign(other, pair));
  }

  private void requireSame(Provider one, Provider other, KeyPair pair, byte[] signature)
      throws GeneralSecurityException {
    Trial.require(verifies(one, pair, signature), form.algorithm());
    Trial.require(verifies(other, pair, signature), form.algorithm());
    signature[signature.length - 1] ^= 1;
    Trial.require(!verifies(one, pair, signature), form.algorithm());
    Trial.require(!verifies(other, pair, signature), form.algorithm());
  }

  private byte[] sign(Provider provider, KeyPair pair) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(form.algorithm(), provider);
    signature.initSign(pair.getPrivate());
    form.configure(signature);
    signature.update(MESSAGE);
    return signature.sign();
  }

  private boolean verifies(Provider provider, KeyPair pair, byte[] made)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(form.algorithm(), provider);
    signature.initVerify(pair.getPublic());
    form.configure(signature);
    signature.update(MESSAGE);
    return signature.verify(made);
  }
}
