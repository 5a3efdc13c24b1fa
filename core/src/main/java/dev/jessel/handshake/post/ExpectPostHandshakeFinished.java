// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.FinishedCheck;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.keys.Hkdf;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Finished;

/**
 * The end of a client's answer to a request for its certificate.
 *
 * @param before who asked for it
 * @param client what is known of the client
 */
public record ExpectPostHandshakeFinished(ExpectServerPostHandshake before, ClientProof client)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Finished finished = received.expect(Finished.class);
    Hkdf hkdf = new Hkdf(io.crypto(), before.context().orElseThrow().suite().hash());
    // RFC 9846 4.5: the base key is client_application_traffic_secret_N, as it is now.
    byte[] mac =
        hkdf.finishedMac(io.receivingSecret(), before.asked().orElseThrow().transcript().hash());
    FinishedCheck.check(finished, Bytes.of(mac));
    io.facts().proved();
    // RFC 9846 4.7.1: a ticket stands for what the client has shown when it is given.
    io.oweTickets();
    return before.answered();
  }
}
