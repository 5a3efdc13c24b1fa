// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Agreement12;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Keys12;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.ClientHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An abbreviated handshake: the server's hello, its new keys and its Finished in one flight.
 *
 * @param hello what the client said
 * @param session what is resumed
 * @param random the server's, 32 bytes
 */
public record ResumeSession12(ClientHello hello, Session session, Bytes random)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    List<Extension> answers = new ArrayList<>();
    boolean renews = renews(io);
    if (renews) {
      answers.add(SessionTicket.NONE);
    }
    answers.addAll(
        session.suite().authentication().usesCertificate()
            ? CertificateTypeTerms.answersOfResumed(hello.extensions(), io)
            : List.of());
    // RFC 5246 7.4.1.3: the echo of the id says that the session is resumed.
    Agreement12 agreement =
        new ServerHello12(hello, session.suite(), io).send(random, hello.sessionId(), answers);
    io.transcript().forgetMessages();
    io.facts().noteResumed(session);
    ServerKeys12 keys =
        new ServerKeys12(
            Keys12.resume(agreement, session, io),
            new ServerKeys12.Naming(hello.sessionId(), renews, Optional.of(session)));
    if (renews) {
      return Step.to(new RenewTicket12(keys, session));
    }
    Bytes said = keys.finish(io);
    return Step.to(
        new ExpectClientChangeCipherSpec(keys, ClientProof.resumed(session), Optional.of(said)));
  }

  /** RFC 5077 3.3: a ticket that is not the newest may be replaced while it is used. */
  private boolean renews(HandshakeIo io) {
    return io.facts().givesTickets(true, false)
        && io.config().older().givesTickets()
        && hello.extensions().contains(ExtensionType.SESSION_TICKET);
  }
}
