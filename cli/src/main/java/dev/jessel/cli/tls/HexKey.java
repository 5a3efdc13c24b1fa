// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.cli.CommandFailure;
import dev.jessel.crypto.Secret;
import java.util.HexFormat;

/** A key in hexadecimal digits. What is wrong with one is told without showing it. */
final class HexKey {
  private static final int MAX_BYTES = 512;

  private HexKey() {}

  /**
   * Reads a key.
   *
   * @param option that has it, for the complaint
   */
  static Secret parse(String option, String digits) throws CommandFailure {
    if (digits.isEmpty() || digits.length() % 2 != 0 || digits.length() / 2 > MAX_BYTES) {
      throw new CommandFailure(
          option + ": a key is an even number of hexadecimal digits, for up to 512 bytes");
    }
    try {
      return Secret.take(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      // Without the cause, which would show the digit.
      throw new CommandFailure(option + ": a key has hexadecimal digits alone, without 0x");
    }
  }
}
