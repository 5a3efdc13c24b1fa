// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.PreSharedKey;
import java.util.Optional;

/**
 * A key that a client offers stands for no session; it may come from outside of TLS.
 *
 * @param search which one it is
 */
public record FindExternalKey(PskSearch search) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<Optional<PreSharedKey>> answer = io.decisions().serverKey(search.identity());
    if (answer.isLater()) {
      return Step.blocked(this, Wait.PSK);
    }
    Optional<PreSharedKey> usable =
        answer.value().filter(psk -> psk.hash() == search.terms().suite().hash());
    return Step.to(usable.isPresent() ? search.found(usable.get(), io) : search.goOn());
  }
}
