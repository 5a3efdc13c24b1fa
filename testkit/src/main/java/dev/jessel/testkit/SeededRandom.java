// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Randomness that a seed decides: keys, nonces and hellos come out the same in each run, so that a
 * test that fails once fails again. Of no use for anything but tests. Thread-safe; only one thread
 * sees a repeatable order.
 */
public final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final Random source;

  /** Starts a sequence. */
  public SeededRandom(long seed) {
    source = new Random(seed);
  }

  /** Cryptography from the JDK on randomness of this kind. */
  public static CryptoProvider crypto(long seed) {
    return JcaCryptoProvider.create(new SeededRandom(seed));
  }

  /** Starts another sequence. */
  public void reseed(long seed) {
    source.setSeed(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    source.nextBytes(bytes);
  }

  @Override
  public byte[] generateSeed(int count) {
    byte[] bytes = new byte[count];
    nextBytes(bytes);
    return bytes;
  }

  /** Does nothing: a program that adds its own seed must not change the sequence. */
  @Override
  public void setSeed(long seed) {
    // Called by the superclass while this object is being made, too.
  }
}
