// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Keys12;
import dev.jessel.keys.FinishedSender;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Finished;
import java.util.Optional;

/**
 * What a client holds once the keys are known. Cannot exist without proof of what is known of the
 * server.
 *
 * @param terms what is settled
 * @param keys the main secret and what comes from it
 * @param proof what is known of the server
 * @param resumed the session that is resumed; empty in a full handshake
 * @param said the verify_data of the client's own Finished; empty before it
 */
public record ClientKeys12(
    ServerTerms terms,
    Keys12 keys,
    ServerProof proof,
    Optional<Session> resumed,
    Optional<Bytes> said) {
  /** What comes before the server's Finished. */
  HandshakeState expectChange() {
    return terms.ticketPromised()
        ? new ExpectNewSessionTicket12(this)
        : new ExpectServerChangeCipherSpec(this, Optional.empty());
  }

  /** Changes to the new keys and says Finished under them. */
  ClientKeys12 finish(HandshakeIo io) {
    io.changeWriteKeys(keys.protection(FinishedSender.CLIENT, io));
    Bytes verifyData = keys.verifyData(FinishedSender.CLIENT, io);
    io.facts().clientVerifyData(verifyData);
    io.send(new Finished(verifyData));
    return new ClientKeys12(terms, keys, proof, resumed, Optional.of(verifyData));
  }
}
