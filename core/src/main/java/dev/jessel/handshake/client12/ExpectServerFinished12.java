// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.FinishedCheck;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.keys.FinishedSender;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.NewSessionTicket12;
import java.util.Optional;

/**
 * The server's Finished comes, under the new keys.
 *
 * @param keys what the client holds
 * @param ticket what the client may come back with
 */
public record ExpectServerFinished12(ClientKeys12 keys, Optional<NewSessionTicket12> ticket)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Finished finished = received.expect(Finished.class);
    FinishedCheck.check(finished, keys.keys().verifyData(FinishedSender.SERVER, io));
    io.recordAligned();
    io.transcript().add(received.bytes());
    io.facts().serverVerifyData(finished.verifyData());
    return new CompleteClient12(keys, ticket, finished.verifyData());
  }
}
