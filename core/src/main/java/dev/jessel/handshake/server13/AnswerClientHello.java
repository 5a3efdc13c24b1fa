// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ClientHelloVerdict;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/** The application looks at the ClientHello before anything is chosen. */
public record AnswerClientHello(ClientHello hello) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<ClientHelloVerdict> answer = io.decisions().clientHello(hello);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.CLIENT_HELLO);
    }
    if (answer.value() == ClientHelloVerdict.REFUSE) {
      throw TlsException.refusedByApplication("the application refused the ClientHello");
    }
    return Step.to(new NegotiateTerms(hello, Optional.empty()));
  }
}
