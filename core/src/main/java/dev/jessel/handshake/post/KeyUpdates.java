// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.wire.message.KeyUpdate;

/** RFC 9846 4.7.3: the peer's sending keys change; it may ask that ours change too. */
final class KeyUpdates {
  private KeyUpdates() {}

  static void take(KeyUpdate update, HandshakeIo io) throws TlsException {
    io.nextReadKeys(io.recordAligned());
    if (update.requestsUpdate()) {
      io.oweKeyUpdate();
    }
  }
}
