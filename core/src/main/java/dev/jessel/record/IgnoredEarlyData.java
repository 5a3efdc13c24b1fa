// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;

/**
 * RFC 9846 4.3.10: a client that offers early data sends it without waiting for an answer. A server
 * that does not take it lets it pass, but not without end.
 */
final class IgnoredEarlyData {
  private boolean expected;
  private int skipped;

  /** From now on early data may come. */
  void expect() {
    expected = true;
  }

  /** What follows is the client's answer: no early data comes behind it. */
  void end() {
    expected = false;
  }

  boolean isExpected() {
    return expected;
  }

  /**
   * Lets a record pass.
   *
   * @param length of its body; the header counts too, so that empty records have an end as well
   */
  void skip(int length) throws TlsException {
    skipped += RecordLimits.HEADER + length;
    if (skipped > RecordLimits.MAX_IGNORED_EARLY_DATA) {
      throw new TlsException(
          SslReason.TOO_MUCH_EARLY_DATA,
          "more than " + RecordLimits.MAX_IGNORED_EARLY_DATA + " bytes to ignore");
    }
  }
}
