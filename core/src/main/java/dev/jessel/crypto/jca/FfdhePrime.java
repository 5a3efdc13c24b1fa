// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.DhParameters;
import dev.jessel.wire.NamedGroup;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The primes of RFC 7919, appendix A, computed from the formula that the RFC defines them by:
 *
 * <pre>p = 2^b - 2^(b-64) + (floor(2^(b-130) * e) + X) * 2^64 - 1</pre>
 *
 * <p>where X is the least number that makes it a safe prime, and e is Euler's number.
 */
enum FfdhePrime {
  FFDHE_2048(2048, 560_316, 225),
  FFDHE_3072(3072, 2_625_351, 275),
  FFDHE_4096(4096, 5_736_041, 325),
  FFDHE_6144(6144, 15_705_020, 375),
  FFDHE_8192(8192, 10_965_728, 400);

  private static final int ENDS = 64;
  private static final int GUARD_BITS = 64;

  private final int bits;
  private final long x;
  private final int exponentBits;

  FfdhePrime(int bits, long x, int exponentBits) {
    this.bits = bits;
    this.x = x;
    this.exponentBits = exponentBits;
  }

  int bits() {
    return bits;
  }

  /** Size of private exponents that matches the group's strength (RFC 7919 5.2 and appendix A). */
  int exponentBits() {
    return exponentBits;
  }

  /** The prime of {@code group}; empty if it is none of RFC 7919's. */
  static Optional<FfdhePrime> of(NamedGroup group) {
    return switch (group.code()) {
      case 0x0100 -> Optional.of(FFDHE_2048);
      case 0x0101 -> Optional.of(FFDHE_3072);
      case 0x0102 -> Optional.of(FFDHE_4096);
      case 0x0103 -> Optional.of(FFDHE_6144);
      case 0x0104 -> Optional.of(FFDHE_8192);
      default -> Optional.empty();
    };
  }

  /** Prime and generator. Computed at each call. */
  DhParameters parameters() {
    // RFC 7919 A: g = 2 in all of them
    return DhParameters.of(value(), BigInteger.TWO);
  }

  /** The prime. Computed at each call; callers keep it. */
  BigInteger value() {
    BigInteger one = BigInteger.ONE;
    BigInteger middle = eulerTimesTwoTo(bits - 2 - 2 * ENDS).add(BigInteger.valueOf(x));
    return one.shiftLeft(bits)
        .subtract(one.shiftLeft(bits - ENDS))
        .add(middle.shiftLeft(ENDS))
        .subtract(one);
  }

  /** floor(2^scale * e), by the series of 1/k! with bits to spare for what its terms lose. */
  private static BigInteger eulerTimesTwoTo(int scale) {
    BigInteger term = BigInteger.ONE.shiftLeft(scale + GUARD_BITS);
    BigInteger sum = term;
    for (int k = 1; term.signum() > 0; k++) {
      term = term.divide(BigInteger.valueOf(k));
      sum = sum.add(term);
    }
    return sum.shiftRight(GUARD_BITS);
  }
}
