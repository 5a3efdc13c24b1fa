// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.mutation;

import dev.jessel.wire.Bytes;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes in one of the ways that find the most: all of it follows from the seed. */
final class Mutation {
  private static final int[] EDGES = {0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF};
  private static final int MAX_RUN = 40;

  private final Random random;

  Mutation(long seed) {
    random = new Random(seed);
  }

  /** Another byte string; only by chance the same. */
  Bytes of(Bytes original) {
    byte[] bytes = original.toArray();
    int rounds = 1 + random.nextInt(3);
    for (int i = 0; i < rounds; i++) {
      bytes = once(bytes);
    }
    return Bytes.of(bytes);
  }

  /** A number below a bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  private byte[] once(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(7)) {
      case 0 -> set(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
      case 1 -> set(bytes, at, EDGES[random.nextInt(EDGES.length)]);
      case 2 -> set(bytes, at, random.nextInt());
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> without(bytes, at, run(bytes.length - at));
      case 5 -> twice(bytes, at, run(bytes.length - at));
      default -> set(set(bytes, at, 0xFF), Math.min(at + 1, bytes.length - 1), 0xFF);
    };
  }

  private int run(int most) {
    return 1 + random.nextInt(Math.min(MAX_RUN, most));
  }

  private static byte[] set(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    byte[] changed = new byte[bytes.length - length];
    System.arraycopy(bytes, 0, changed, 0, at);
    System.arraycopy(bytes, at + length, changed, at, bytes.length - at - length);
    return changed;
  }

  private static byte[] twice(byte[] bytes, int at, int length) {
    byte[] changed = new byte[bytes.length + length];
    System.arraycopy(bytes, 0, changed, 0, at + length);
    System.arraycopy(bytes, at, changed, at + length, bytes.length - at);
    return changed;
  }
}
