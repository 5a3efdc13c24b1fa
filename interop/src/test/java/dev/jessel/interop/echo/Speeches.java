// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** What visitors say. */
final class Speeches {
  private Speeches() {}

  /** Some bytes, others for each seed. */
  static byte[] of(int size, int seed) {
    byte[] speech = new byte[size];
    new Random(seed).nextBytes(speech);
    return speech;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
