// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;

/** The one way to refuse a public value of a peer, whatever is wrong with it. */
final class BadShare {
  private BadShare() {}

  static void requireLength(int actual, int expected) throws TlsException {
    if (actual != expected) {
      throw because("public value of " + actual + " bytes, the group has " + expected);
    }
  }

  // RFC 9846 4.3.8.1, 4.3.8.2: a value outside of the group ends in illegal_parameter. OpenSSL
  // gives
  // all of them the name of the elliptic case.
  static TlsException because(String detail) {
    return new TlsException(SslReason.BAD_ECPOINT, detail);
  }

  static TlsException because(String detail, Throwable cause) {
    return new TlsException(SslReason.BAD_ECPOINT, detail, cause);
  }
}
