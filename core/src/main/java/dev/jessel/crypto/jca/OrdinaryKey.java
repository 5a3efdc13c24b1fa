// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.EnumSet;

/**
 * Keys that another provider than the usual one may be given for its speed: of sizes and curves
 * that all know, so that none is refused in the middle of a handshake.
 */
final class OrdinaryKey {
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;
  private static final String ENCODED = "PKCS#8";

  private OrdinaryKey() {}

  /** Whether {@code key}, private or public, is one. */
  static boolean is(Key key) {
    if (key instanceof RSAKey rsa) {
      int bits = rsa.getModulus().bitLength();
      return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
    }
    return key instanceof EdECKey
        || key instanceof ECKey onCurve
            && EnumSet.allOf(NistCurve.class).stream().anyMatch(curve -> curve.holds(onCurve));
  }

  /**
   * Whether {@code key} may be given to {@code provider}, which did not necessarily make it. Only
   * those that the JDK made of an encoding, and {@code provider}'s own: behind any other there may
   * be a token that has a reason to see each signature, even if it lets its keys be read.
   */
  static boolean mayGoTo(Provider provider, PrivateKey key) {
    // Without a public exponent nobody can blind what is signed.
    boolean canBeBlinded = !(key instanceof RSAKey) || key instanceof RSAPrivateCrtKey;
    return is(key) && canBeBlinded && (isOf(provider, key) || isOfSoftware(key));
  }

  private static boolean isOf(Provider provider, PrivateKey key) {
    Class<?> type = key.getClass();
    return type.getPackageName().equals(provider.getClass().getPackageName())
        && type.getClassLoader() == provider.getClass().getClassLoader();
  }

  private static boolean isOfSoftware(PrivateKey key) {
    return ENCODED.equals(key.getFormat()) && ProviderChoice.isSoftwareOfTheJdk(key.getClass());
  }
}
