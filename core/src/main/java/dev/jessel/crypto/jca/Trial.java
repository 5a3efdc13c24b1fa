// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;

/** What one algorithm is used for, done by whichever provider is told to. */
interface Trial {
  /** The work of {@code provider}, ready to be done again and again by one thread. */
  Round with(Provider provider) throws GeneralSecurityException;

  /**
   * Has both do the same and each go on with what the other made.
   *
   * @throws GeneralSecurityException if they do not fit together
   */
  void requireSame(Provider one, Provider other) throws GeneralSecurityException;

  /** Whether randomness goes into it, which not every provider takes from whom it is told to. */
  default boolean isRandom() {
    return false;
  }

  /** Throws if {@code fits} is false. */
  static void require(boolean fits, String algorithm) throws GeneralSecurityException {
    if (!fits) {
      throw new GeneralSecurityException("providers differ in " + algorithm);
    }
  }

  /** A little of the work. */
  interface Round {
    void run() throws GeneralSecurityException;
  }
}
