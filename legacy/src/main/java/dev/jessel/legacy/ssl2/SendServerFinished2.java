// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Ssl2WorkState;
import dev.jessel.handshake.Step;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;

/**
 * The server is satisfied and names the session.
 *
 * @param server what the server holds
 * @param proof what is known of the client
 */
record SendServerFinished2(ServerKeys2 server, ClientProof proof) implements Ssl2WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Session session = server.resumed().isPresent() ? server.resumed().get() : made(io);
    io.facts().session(session);
    io.send(Messages.of(MessageType.SERVER_FINISHED, session.name().id()));
    server.master().secret().destroy();
    return Step.to(server.end().established(server.keys()));
  }

  private Session made(HandshakeIo io) throws TlsException {
    Session session =
        new Session(
            ProtocolVersion.SSL_2,
            server.terms().kind().suite(),
            server.master().forSession(),
            new Session.Name(ServerKeys2.sessionId(io.crypto()), Bytes.EMPTY, 0),
            new Session.Lifetime(io.now(), ExpectServerFinished2.SESSION_SECONDS),
            io.facts().origin(),
            Session.Grant.in(io.config().resumption().context()));
    io.decisions().keep(session);
    return session;
  }
}
