// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.DhParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.math.BigInteger;

/**
 * Prime and generator that a peer sent, as far as they can be checked in little time. Nobody proves
 * that the prime is one: a server that lies harms its own secrets.
 *
 * @param prime odd, of an allowed size
 * @param generator between 1 and p-1
 */
record DhNumbers(BigInteger prime, BigInteger generator) {
  static DhNumbers checked(DhParameters parameters) throws TlsException {
    // Before the numbers are read: the fields could have 65535 bytes each.
    requireNotLonger(parameters.prime().length());
    requireNotLonger(parameters.generator().length());
    BigInteger prime = new BigInteger(1, parameters.prime().toArray());
    BigInteger generator = new BigInteger(1, parameters.generator().toArray());
    if (prime.bitLength() > DhParameters.MAX_BITS) {
      throw bad("a prime of " + prime.bitLength() + " bits");
    }
    if (prime.bitLength() < DhParameters.MIN_BITS) {
      throw new TlsException(
          SslReason.DH_KEY_TOO_SMALL, "a prime of " + prime.bitLength() + " bits");
    }
    if (!prime.testBit(0) || !inside(generator, prime)) {
      throw bad("an even prime, or a generator out of range");
    }
    return new DhNumbers(prime, generator);
  }

  /** Whether these are the numbers of a group with a name. */
  boolean are(FfdhePrime named) {
    return prime.bitLength() == named.bits()
        && generator.equals(BigInteger.TWO)
        && prime.equals(named.value());
  }

  /**
   * The public value of a peer.
   *
   * @throws TlsException if it gives no secret, or one that others know
   */
  BigInteger checkedValue(byte[] value) throws TlsException {
    requireNotLonger(value.length);
    BigInteger y = new BigInteger(1, value);
    // RFC 7919 5.1: 1 < Y < p-1
    if (!inside(y, prime)) {
      throw bad("a public value out of range");
    }
    return y;
  }

  private static boolean inside(BigInteger number, BigInteger prime) {
    return number.compareTo(BigInteger.ONE) > 0
        && number.compareTo(prime.subtract(BigInteger.ONE)) < 0;
  }

  private static void requireNotLonger(int bytes) throws TlsException {
    if (bytes > DhParameters.MAX_BITS / Byte.SIZE) {
      throw bad("a number of " + bytes + " bytes");
    }
  }

  private static TlsException bad(String detail) {
    return new TlsException(SslReason.BAD_DH_VALUE, detail);
  }
}
