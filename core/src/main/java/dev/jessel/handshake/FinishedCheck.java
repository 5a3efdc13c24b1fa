// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Finished;

/** RFC 9846 4.5.3: the MAC over the handshake that a Finished message must carry. */
public final class FinishedCheck {
  private FinishedCheck() {}

  /**
   * Compares in constant time.
   *
   * @throws TlsException decrypt_error when the MAC does not fit
   */
  public static void check(Finished message, Bytes expected) throws TlsException {
    if (message.verifyData().length() != expected.length()) {
      throw new TlsException(SslReason.BAD_DIGEST_LENGTH, "a Finished of another length");
    }
    if (!message.verifyData().equals(expected)) {
      throw new TlsException(SslReason.DIGEST_CHECK_FAILED, "the MAC of a Finished is wrong");
    }
  }
}
