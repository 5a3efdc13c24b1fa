// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

/** Bytes that are not the DER that was expected. Callers turn it into an error of their own. */
final class DerException extends Exception {
  private static final long serialVersionUID = 1L;

  DerException(String message) {
    super(message);
  }
}
