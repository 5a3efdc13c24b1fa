// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.Established;
import dev.jessel.handshake.FinishedCheck;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.VerifyData;
import dev.jessel.handshake.post.ExpectServerPostHandshake12;
import dev.jessel.keys.FinishedSender;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Finished;
import java.util.Optional;

/**
 * The client's Finished comes, under the new keys. Cannot exist without proof of what is known of
 * the client.
 *
 * @param keys what the server holds
 * @param proof what is known of the client
 * @param said the verify_data of the server's own Finished, in an abbreviated handshake
 */
public record ExpectClientFinished12(ServerKeys12 keys, ClientProof proof, Optional<Bytes> said)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Finished finished = received.expect(Finished.class);
    FinishedCheck.check(finished, keys.keys().verifyData(FinishedSender.CLIENT, io));
    io.recordAligned();
    io.transcript().add(received.bytes());
    io.facts().clientVerifyData(finished.verifyData());
    if (said.isEmpty()) {
      return new IssueTicket12(keys, finished.verifyData());
    }
    keys.keys().destroy();
    return new Established(
        new ExpectServerPostHandshake12(
            new VerifyData(finished.verifyData(), said.get(), false), false));
  }
}
