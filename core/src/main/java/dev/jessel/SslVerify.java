// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.handshake.VerifyMode;

/** What is asked of the peer's certificate, as {@code SSL_VERIFY_...} says it. */
public enum SslVerify {
  /** A client goes on whatever is found, which can be read afterwards; a server does not ask. */
  NONE(VerifyMode.NONE),
  /** The peer's certificate must be good; a client that has none is let in. */
  PEER(VerifyMode.PEER),
  /** The peer must have a certificate, and it must be good. */
  REQUIRED(VerifyMode.REQUIRED);

  private final VerifyMode mode;

  SslVerify(VerifyMode mode) {
    this.mode = mode;
  }

  VerifyMode mode() {
    return mode;
  }
}
