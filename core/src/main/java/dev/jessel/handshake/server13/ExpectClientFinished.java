// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.FinishedCheck;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.handshake.post.ExpectServerPostHandshake;
import dev.jessel.handshake.post.HandshakeContext;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.wire.message.Finished;
import java.util.Optional;

/**
 * The client's last message. Cannot exist without proof of what is known of the client.
 *
 * @param keys what the server holds
 * @param application the application keys
 * @param client what is known of the client
 */
public record ExpectClientFinished(ServerKeys keys, ApplicationKeys application, ClientProof client)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    HandshakeSecrets secrets = keys.secrets();
    Finished finished = received.expect(Finished.class);
    FinishedCheck.check(
        finished, secrets.finishedMac(secrets.clientTraffic(), io.transcript().hash()));
    RecordAligned aligned = io.recordAligned();
    io.transcript().add(received.bytes());
    io.readKeys(aligned, keys.terms().suite(), application.traffic().client());
    Secret resumption = application.main().resumptionMain(io.transcript().hash());
    secrets.destroy();
    application.main().destroy();
    ExpectServerPostHandshake then =
        new ExpectServerPostHandshake(
            HandshakeContext.of(keys.terms().hello(), keys.terms().suite(), io), Optional.empty());
    return new IssueTickets(
        TicketIssuer.of(keys, resumption, io), application.main().hkdf(), 0, then);
  }
}
