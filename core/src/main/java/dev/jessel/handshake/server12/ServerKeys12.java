// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.Secret;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Keys12;
import dev.jessel.keys.FinishedSender;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Finished;
import java.util.Optional;

/**
 * What a server holds once the keys are known.
 *
 * @param keys the main secret and what comes from it
 * @param session what the session will be called, and how it was resumed if it was
 */
public record ServerKeys12(Keys12 keys, Naming session) {
  /**
   * How the session is called.
   *
   * @param id its id; empty when there will be a ticket alone
   * @param givesTicket whether a ticket was promised
   * @param resumed the session that is resumed; empty in a full handshake
   */
  public record Naming(Bytes id, boolean givesTicket, Optional<Session> resumed) {}

  /** Derives the keys; the transcript ends with the ClientKeyExchange. */
  static HandshakeState derive(ClientSaid12 said, Secret premaster, HandshakeIo io) {
    ServerFlight12 flight = said.flight();
    ServerKeys12 known =
        new ServerKeys12(
            Keys12.derive(flight.agreement(), premaster, io),
            new Naming(flight.sessionId(), flight.givesTicket(), Optional.empty()));
    if (said.verified().isPresent()) {
      return new ExpectClientCertificateVerify12(known, said.verified().get());
    }
    io.transcript().forgetMessages();
    return new ExpectClientChangeCipherSpec(
        known, said.anonymous().orElseThrow(), Optional.empty());
  }

  /** Changes to the new keys and says Finished under them. */
  Bytes finish(HandshakeIo io) {
    io.changeWriteKeys(keys.protection(FinishedSender.SERVER, io));
    Bytes verifyData = keys.verifyData(FinishedSender.SERVER, io);
    io.facts().serverVerifyData(verifyData);
    io.send(new Finished(verifyData));
    return verifyData;
  }
}
