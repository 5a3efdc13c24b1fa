// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Ssl2MessageState;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.wire.message.Ssl2Message;

/**
 * The client shows with the server's connection id that it knows the master key.
 *
 * @param server what the server holds
 */
record ExpectClientFinished2(ServerKeys2 server) implements Ssl2MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Ssl2Message message = received.expect(Ssl2Message.class);
    if (!Messages.body(message, MessageType.CLIENT_FINISHED)
        .rest()
        .equals(server.terms().connectionId())) {
      throw new TlsException(SslReason.DIGEST_CHECK_FAILED, "CLIENT-FINISHED does not fit");
    }
    if (server.resumed().isPresent()) {
      return new SendServerFinished2(server, ClientProof.resumed(server.resumed().get()));
    }
    if (io.config().checks().mode() == VerifyMode.NONE) {
      return new SendServerFinished2(server, ClientProof.notAsked());
    }
    RequestCertificate request = RequestCertificate.random(io.crypto());
    io.send(request.encode());
    return new ExpectClientCertificate2(server, request);
  }
}
