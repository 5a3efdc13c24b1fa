// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import java.security.GeneralSecurityException;

/** Signs with one private key in one scheme. Not thread-safe: each handshake has its own. */
public interface Signer {
  /** The scheme of the signatures. */
  SignatureScheme scheme();

  /**
   * Signs {@code message}. May take long: the key may live in a token or behind a network.
   *
   * @return the signature in the form that TLS puts on the wire
   * @throws GeneralSecurityException if the key or its provider refuses; the signer is of no use
   *     then
   */
  Bytes sign(byte[] message) throws GeneralSecurityException;
}
