// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Ssl2MessageState;

/** The handshake is over: SSLv2 has no message that could follow. */
record NothingFollows2() implements Ssl2MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    throw received.unexpected();
  }
}
