// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.error.SslReason;

/** A cipher list that makes no sense, or leaves nothing. */
public final class CipherListException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final SslReason reason;

  CipherListException(SslReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** {@link SslReason#INVALID_COMMAND} or {@link SslReason#NO_CIPHER_MATCH}. */
  public SslReason reason() {
    return reason;
  }
}
