// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.der;

/** Bytes that are not the DER that was expected. Callers turn it into an error of their own. */
public final class DerException extends Exception {
  private static final long serialVersionUID = 1L;

  public DerException(String message) {
    super(message);
  }
}
