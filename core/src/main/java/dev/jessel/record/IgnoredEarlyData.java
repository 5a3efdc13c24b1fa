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
  private long limit;
  private long skipped;

  /**
   * From now on early data may come.
   *
   * @param bytes of it that are let pass, and some more for what is around them
   */
  void expect(long bytes) {
    expected = true;
    limit = bytes + RecordLimits.IGNORED_OVERHEAD;
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
    if (skipped > limit) {
      throw new TlsException(
          SslReason.TOO_MUCH_EARLY_DATA, "more than " + limit + " bytes to ignore");
    }
  }
}
