// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Ssl2MessageState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.Ssl2Message;
import java.util.List;

/**
 * The server is there. It may ask for a certificate, once, and then it is satisfied.
 *
 * @param client what the client holds
 * @param asked whether it has asked already
 */
record ExpectServerFinished2(ClientKeys2 client, boolean asked) implements Ssl2MessageState {
  private static final int SESSION_ID_LENGTH = 16;

  // draft-hickman-netscape-ssl-00 C.8: no more than this is recommended
  static final long SESSION_SECONDS = 100;

  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Ssl2Message message = received.expect(Ssl2Message.class);
    if (!asked && Messages.is(message, MessageType.REQUEST_CERTIFICATE)) {
      RequestCertificate request = RequestCertificate.decode(message);
      io.facts().noteCertificateRequested(List.of());
      return new ChooseClientCredential2(client, request);
    }
    Bytes id = Messages.body(message, MessageType.SERVER_FINISHED).rest();
    if (id.length() != SESSION_ID_LENGTH) {
      throw new TlsException(
          SslReason.SSL_SESSION_ID_HAS_BAD_LENGTH, "a session id of " + id.length() + " bytes");
    }
    if (client.resumed().isEmpty()) {
      Session made = session(id, io);
      io.facts().session(made);
      io.sessionReceived(made);
    }
    client.master().secret().destroy();
    return client.end().established(client.keys());
  }

  private Session session(Bytes id, HandshakeIo io) {
    Secret secret = client.master().forSession();
    return new Session(
        ProtocolVersion.SSL_2,
        client.terms().kind().suite(),
        secret,
        new Session.Name(id, Bytes.EMPTY, 0),
        new Session.Lifetime(io.now(), SESSION_SECONDS),
        io.facts().origin(),
        Session.Grant.in(io.config().resumption().context()));
  }
}
