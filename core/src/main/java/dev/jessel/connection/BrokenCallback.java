// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;

/** Thrown in place of what the application's code threw, which is the cause. */
final class BrokenCallback extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenCallback(String who, RuntimeException cause) {
    super(who + " threw " + cause.getClass().getName(), cause);
  }

  TlsException failure() {
    return new TlsException(SslReason.CALLBACK_FAILED, getMessage(), getCause());
  }
}
