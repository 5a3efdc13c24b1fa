// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ClientHelloVerdict;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.handshake.server12.LookUpSession12;
import dev.jessel.handshake.server13.NegotiateTerms;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/**
 * The application looks at the ClientHello before anything but the version is chosen.
 *
 * @param hello what came
 * @param version what will be spoken
 */
public record AnswerClientHello(ClientHello hello, ProtocolVersion version) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<ClientHelloVerdict> answer = io.decisions().clientHello(hello);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.CLIENT_HELLO);
    }
    if (answer.value() == ClientHelloVerdict.REFUSE) {
      throw TlsException.refusedByApplication("the application refused the ClientHello");
    }
    // The application may have changed its mind about everything, now that it knows the client.
    io.takeUpSettings();
    return Step.to(
        version.equals(ProtocolVersion.TLS_1_3)
            ? new NegotiateTerms(hello, Optional.empty())
            : new LookUpSession12(hello));
  }
}
