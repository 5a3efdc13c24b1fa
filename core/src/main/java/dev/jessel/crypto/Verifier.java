// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.wire.Bytes;

/**
 * Checks signatures of one public key in one scheme. Not thread-safe: each handshake has its own.
 */
public interface Verifier {
  /** Whether {@code signature} is the key's over {@code message}; false if it is malformed too. */
  boolean verify(byte[] message, Bytes signature);
}
