// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.extension.PreSharedKeyClient;
import java.util.Optional;

/**
 * A client that offers a session has it looked up. Whatever is found, a full handshake follows: a
 * server may always choose that (RFC 9846 2.2).
 *
 * @param terms what was chosen
 */
public record LookUpSession(Terms terms) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Optional<PreSharedKeyClient> offer = terms.hello().extensions().find(PreSharedKeyClient.class);
    if (offer.isPresent()) {
      Answer<Optional<Session>> answer =
          io.decisions().session(offer.get().identities().get(0).identity());
      if (answer.isLater()) {
        return Step.blocked(this, Wait.SESSION_LOOKUP);
      }
    }
    return Step.to(new ChooseServerCredential(terms));
  }
}
