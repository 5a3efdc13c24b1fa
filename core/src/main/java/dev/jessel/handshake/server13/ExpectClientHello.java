// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.extension.ServerNameList;
import dev.jessel.wire.message.ClientHello;

/** A server's first state. */
public record ExpectClientHello() implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    ClientHello hello = received.expect(ClientHello.class);
    io.recordAligned();
    ClientHelloRules.check(hello);
    io.transcript().add(received.bytes());
    io.facts().clientRandom(hello.random());
    io.facts().offeredSuites(hello.cipherSuites());
    io.facts()
        .serverName(hello.extensions().find(ServerNameList.class).map(ServerNameList::hostName));
    return new AnswerClientHello(hello);
  }
}
