// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ClientHelloVerdict;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.ClientHello;

/**
 * The application looks at the ClientHello before anything but the version is chosen.
 *
 * @param hello what came
 * @param next what follows in the version that will be spoken
 */
public record AnswerClientHello(ClientHello hello, HandshakeState next) implements WorkState {
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
    checkVersion(io);
    CustomExtensions.read(hello.extensions(), ExtensionPlace.CLIENT_HELLO, io);
    return Step.to(next);
  }

  /** A version that the first settings allowed is none that the others must take. */
  private static void checkVersion(HandshakeIo io) throws TlsException {
    ProtocolVersion version = io.facts().version().orElseThrow();
    if (!io.versions().includes(version)) {
      throw new TlsException(
          SslReason.UNSUPPORTED_PROTOCOL, version + " is not spoken with what this hello asks for");
    }
  }
}
