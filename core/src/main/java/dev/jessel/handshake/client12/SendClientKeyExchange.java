// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Agreement12;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.ClientPsk;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Keys12;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.keys.Premaster;
import dev.jessel.wire.message.ClientKeyParameters;
import java.util.Optional;

/**
 * The client's part of the key exchange; with it the keys are known.
 *
 * @param flight what the server has said
 * @param chosen what the client showed, if it was asked
 * @param psk the pre-shared key, in suites that have one
 */
public record SendClientKeyExchange(
    ServerFlight flight, Optional<ChosenCredential> chosen, Optional<ClientPsk> psk)
    implements WorkState {
  /** What follows the server's flight and the client's certificate. */
  static WorkState behind(ServerFlight flight, Optional<ChosenCredential> chosen) {
    return flight.terms().agreement().suite().keyExchange().usesPsk()
        ? new FindClientPsk(flight, chosen)
        : new SendClientKeyExchange(flight, chosen, Optional.empty());
  }

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Agreement12 agreement = flight.terms().agreement();
    Optional<Encapsulation> exchange = ClientExchange.run(flight, io);
    ClientKeyParameters parameters =
        new ClientKeyParameters(
            psk.map(ClientPsk::identity), exchange.map(Encapsulation::publicValue));
    io.send(parameters.message(agreement.clientForm()));
    Keys12 keys = Keys12.derive(agreement, premaster(exchange), io);
    ClientKeys12 known =
        new ClientKeys12(flight.terms(), keys, flight.proof(), Optional.empty(), Optional.empty());
    if (chosen.isPresent()) {
      return Step.to(new SignClientVerify12(known, chosen.get()));
    }
    io.transcript().forgetMessages();
    return Step.to(new SendClientFinished12(known));
  }

  private Secret premaster(Optional<Encapsulation> exchange) {
    if (psk.isEmpty()) {
      return exchange.orElseThrow().secret();
    }
    Secret key = psk.get().key();
    Secret premaster =
        exchange.isPresent() ? Premaster.psk(exchange.get().secret(), key) : Premaster.psk(key);
    key.destroy();
    return premaster;
  }
}
