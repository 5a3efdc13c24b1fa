// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.handshake.CipherSpecState;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.keys.FinishedSender;
import dev.jessel.wire.message.NewSessionTicket12;
import java.util.Optional;

/**
 * The server changes to the new keys.
 *
 * @param keys what the client holds
 * @param ticket what the client may come back with
 */
public record ExpectServerChangeCipherSpec(ClientKeys12 keys, Optional<NewSessionTicket12> ticket)
    implements CipherSpecState {
  @Override
  public HandshakeState changed(RecordAligned aligned, HandshakeIo io) {
    io.changeReadKeys(aligned, keys.keys().protection(FinishedSender.SERVER, io));
    return new ExpectServerFinished12(keys, ticket);
  }
}
