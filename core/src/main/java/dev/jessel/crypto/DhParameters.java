// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.wire.Bytes;
import java.math.BigInteger;

/**
 * A group of Diffie-Hellman in a finite field as TLS 1.2 names it, by its numbers. That the numbers
 * make a group is for {@link CryptoProvider#keyExchange(DhParameters)} to find out.
 *
 * @param prime big-endian, with or without leading zeros
 * @param generator big-endian, with or without leading zeros
 */
public record DhParameters(Bytes prime, Bytes generator) {
  /** The smallest prime that is taken, in bits. */
  public static final int MIN_BITS = 1024;

  /** The largest prime that is taken, in bits, as in libssl: what is larger eats time. */
  public static final int MAX_BITS = 10_000;

  /** Parameters from their numbers, which must be positive. */
  public static DhParameters of(BigInteger prime, BigInteger generator) {
    return new DhParameters(unsigned(prime), unsigned(generator));
  }

  /** Size of the prime, in bits. */
  public int bits() {
    return new BigInteger(1, prime.toArray()).bitLength();
  }

  private static Bytes unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return Bytes.copyOf(bytes, sign, bytes.length - sign);
  }
}
