// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.ClientPsk;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.ServerKeyParameters;
import java.util.Optional;

/**
 * The suite needs a pre-shared key: which one?
 *
 * @param flight what the server has said
 * @param chosen what the client showed, if it was asked
 */
public record FindClientPsk(ServerFlight flight, Optional<ChosenCredential> chosen)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Optional<Bytes> hint = flight.parameters().flatMap(ServerKeyParameters::identityHint);
    Answer<Optional<ClientPsk>> answer =
        io.decisions().clientPsk(hint.filter(text -> !text.isEmpty()));
    if (answer.isLater()) {
      return Step.blocked(this, Wait.PSK);
    }
    ClientPsk psk =
        answer.value().orElseThrow(() -> TlsException.refusedByApplication("no pre-shared key"));
    io.facts().pskIdentity(psk.identity());
    return Step.to(new SendClientKeyExchange(flight, chosen, Optional.of(psk)));
  }
}
