// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.client12.ExpectServerChangeCipherSpec;
import dev.jessel.handshake.client12.ExpectServerFlightOrChange;
import dev.jessel.handshake.server12.ExpectClientChangeCipherSpec;

/**
 * A state up to TLS 1.2 that consumes exactly one change_cipher_spec (RFC 5246 7.1). Nowhere else
 * is one taken, so that nobody can have keys change before they are agreed upon.
 */
public sealed interface CipherSpecState extends HandshakeState
    permits ExpectServerChangeCipherSpec, ExpectServerFlightOrChange, ExpectClientChangeCipherSpec {
  /**
   * The peer changes to the keys that were agreed upon.
   *
   * @param aligned no part of a message is held
   * @param io the only way to act
   * @return the state that follows
   * @throws TlsException when the keys cannot be made
   */
  HandshakeState changed(RecordAligned aligned, HandshakeIo io) throws TlsException;
}
