// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Ssl2WorkState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.Wait;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;

/**
 * A session goes on. One whose client showed a certificate does only if that is good here and now.
 *
 * @param end the connection
 * @param hello what the client said
 * @param session what it would like to resume
 */
record ResumeSession2(Ssl2End end, Ssl2ClientHello hello, Session session)
    implements Ssl2WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    boolean judged =
        io.config().checks().mode() != VerifyMode.NONE && !session.origin().peerChain().isEmpty();
    if (judged) {
      Answer<PathVerdict> answer = io.decisions().verifyPeer(session.origin().peerChain());
      if (answer.isLater()) {
        return Step.blocked(this, Wait.VERIFY_PEER);
      }
      if (answer.value().result() != VerifyResult.OK) {
        return Step.to(new ChooseServerCredential2(end, hello));
      }
    }
    return Step.to(resumed(io));
  }

  private ExpectClientFinished2 resumed(HandshakeIo io) {
    CipherKind kind = new CipherKind(session.suite());
    Bytes connectionId = ServerKeys2.connectionId(io.crypto());
    io.facts().suite(kind.suite());
    io.facts().noteResumed(session);
    io.send(new Ssl2ServerHello(Optional.empty(), List.of(), connectionId).encode());
    Terms terms = new Terms(kind, hello.challenge(), connectionId);
    MasterKey master = MasterKey.of(session, kind);
    return ServerKeys2.begin(end, terms, master, Optional.of(session), io);
  }
}
