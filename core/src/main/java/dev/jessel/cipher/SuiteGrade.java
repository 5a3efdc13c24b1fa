// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.SuiteParameters;
import java.util.EnumSet;
import java.util.Set;

/**
 * What OpenSSL 4.0 thinks of a cipher suite.
 *
 * @param classes the classes of strength that it is in
 * @param strengthBits what its encryption is worth
 * @param algorithmBits how long the key of its encryption is
 * @param inDefault whether it is in the default list, or not even in the list of all because it
 *     does not encrypt
 */
public record SuiteGrade(
    Set<StrengthClass> classes, int strengthBits, int algorithmBits, boolean inDefault) {
  private static final Set<BulkCipher> MEDIUM =
      EnumSet.of(
          BulkCipher.AES_128_CCM_8,
          BulkCipher.AES_256_CCM_8,
          BulkCipher.DES_EDE3_CBC,
          BulkCipher.IDEA_CBC,
          BulkCipher.RC2_CBC,
          BulkCipher.RC4_128,
          BulkCipher.SEED_CBC);

  private static final Set<BulkCipher> FIPS =
      EnumSet.of(
          BulkCipher.AES_128_CBC,
          BulkCipher.AES_128_GCM,
          BulkCipher.AES_256_CBC,
          BulkCipher.AES_256_GCM,
          BulkCipher.DES_EDE3_CBC);

  private static final Set<BulkCipher> DEFAULT =
      EnumSet.of(
          BulkCipher.AES_128_CBC,
          BulkCipher.AES_128_GCM,
          BulkCipher.AES_256_CBC,
          BulkCipher.AES_256_GCM,
          BulkCipher.CHACHA20_POLY1305);

  /** The grade of a suite. */
  public static SuiteGrade of(SuiteParameters suite) {
    BulkCipher cipher = suite.cipher();
    return new SuiteGrade(classes(suite), strength(cipher), keyBits(cipher), inDefault(suite));
  }

  private static Set<StrengthClass> classes(SuiteParameters suite) {
    BulkCipher cipher = suite.cipher();
    if (cipher == BulkCipher.NULL) {
      return EnumSet.of(StrengthClass.NONE);
    }
    if (cipher.isBroken()) {
      return EnumSet.of(StrengthClass.LOW);
    }
    EnumSet<StrengthClass> classes =
        EnumSet.of(MEDIUM.contains(cipher) ? StrengthClass.MEDIUM : StrengthClass.HIGH);
    if (FIPS.contains(cipher) && suite.keyExchange() != KeyExchangeMethod.SRP) {
      classes.add(StrengthClass.FIPS);
    }
    return classes;
  }

  private static boolean inDefault(SuiteParameters suite) {
    boolean isSound =
        DEFAULT.contains(suite.cipher())
            && suite.authentication() != Authentication.NONE
            && suite.authentication() != Authentication.DSS;
    return isSound || suite.cipher() == BulkCipher.NULL;
  }

  private static int strength(BulkCipher cipher) {
    return switch (cipher) {
      // A tag of 8 bytes can be forged with less effort than it takes to find the key.
      case AES_128_CCM_8, AES_256_CCM_8 -> 64;
      // RFC 7465: the first bytes of the key stream are biased.
      case RC4_128 -> 80;
      // Meeting in the middle takes 2^112 steps.
      case DES_EDE3_CBC -> 112;
      case RC4_40, RC2_CBC_40, DES40_CBC -> 40;
      default -> keyBits(cipher);
    };
  }

  private static int keyBits(BulkCipher cipher) {
    // One bit in eight of a DES key is for parity.
    return switch (cipher) {
      case DES_EDE3_CBC -> 168;
      case DES_CBC, DES40_CBC -> 56;
      default -> cipher.keyLength() * Byte.SIZE;
    };
  }
}
