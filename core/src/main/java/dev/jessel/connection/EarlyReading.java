// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;

/** A client's early data as a server takes it, up to a limit. Belongs to the read half. */
final class EarlyReading {
  private volatile boolean expected;
  private long left;

  /**
   * It may come from now on.
   *
   * @param limit bytes of it
   */
  void begin(long limit) {
    expected = true;
    left = limit;
  }

  void end() {
    expected = false;
  }

  boolean isExpected() {
    return expected;
  }

  /** Some has come. */
  void take(int bytes) throws TlsException {
    left -= bytes;
    if (left < 0) {
      // RFC 9846 4.3.10: unexpected_message
      throw new TlsException(SslReason.TOO_MUCH_EARLY_DATA, -left + " bytes more than allowed");
    }
  }
}
