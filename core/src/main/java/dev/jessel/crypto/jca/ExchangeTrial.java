// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.error.TlsException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.function.Function;

/**
 * A server's part of a key exchange: a key pair of its own, and the secret with a peer's value.
 *
 * @param group makes the group's mathematics with given providers
 */
record ExchangeTrial(
    String algorithm, SecureRandom random, Function<ExchangeProviders, DhGroup> group)
    implements Trial {

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public Round with(Provider provider) throws GeneralSecurityException {
    DhGroup own = group.apply(ExchangeProviders.both(provider));
    byte[] peer = own.encode(own.newKeyPair(random).getPublic());
    return () -> {
      byte[] unused = secret(own, own.newKeyPair(random), peer);
    };
  }

  @Override
  public void requireSame(Provider one, Provider other) throws GeneralSecurityException {
    DhGroup left = group.apply(ExchangeProviders.both(one));
    DhGroup right = group.apply(ExchangeProviders.both(other));
    KeyPair ofLeft = left.newKeyPair(random);
    KeyPair ofRight = right.newKeyPair(random);
    byte[] atLeft = secret(left, ofLeft, right.encode(ofRight.getPublic()));
    byte[] atRight = secret(right, ofRight, left.encode(ofLeft.getPublic()));
    Trial.require(MessageDigest.isEqual(atLeft, atRight), algorithm);
  }

  private static byte[] secret(DhGroup group, KeyPair own, byte[] peer)
      throws GeneralSecurityException {
    try {
      return group.agree(own.getPrivate(), group.decode(peer));
    } catch (TlsException refused) {
      throw new GeneralSecurityException("a provider's own value was refused", refused);
    }
  }
}
