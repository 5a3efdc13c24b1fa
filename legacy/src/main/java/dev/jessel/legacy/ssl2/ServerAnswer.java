// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.session.Session;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.Ssl2Message;
import dev.jessel.x509.PeerCertificate;
import java.util.List;
import java.util.Optional;

/**
 * A client takes its server's answer.
 *
 * @param end the connection
 * @param hello what the client said
 * @param session the session that it would like to resume
 */
record ServerAnswer(Ssl2End end, Ssl2ClientHello hello, Optional<Session> session) {
  HandshakeState take(Ssl2Message answer, HandshakeIo io) throws TlsException {
    Ssl2ServerHello server = Ssl2ServerHello.decode(answer);
    return server.isHit() ? resume(server, io) : full(server, io);
  }

  private HandshakeState resume(Ssl2ServerHello server, HandshakeIo io) throws TlsException {
    Session resumed =
        session.orElseThrow(
            () -> new TlsException(SslReason.INVALID_SESSION_ID, "a session that nobody named"));
    CipherKind kind = new CipherKind(resumed.suite());
    Terms terms = new Terms(kind, hello.challenge(), server.connectionId());
    MasterKey master = MasterKey.of(resumed, kind);
    io.facts().suite(kind.suite());
    io.facts().noteResumed(resumed);
    return ClientKeys2.begin(end, terms, master, Optional.of(resumed), io);
  }

  private HandshakeState full(Ssl2ServerHello server, HandshakeIo io) throws TlsException {
    CipherSuite chosen =
        io.config().preferences().suitesOf(ProtocolVersion.SSL_2).stream()
            .filter(hello.cipherSpecs()::contains)
            .filter(server.cipherSpecs()::contains)
            .findFirst()
            .orElseThrow(() -> new TlsException(SslReason.NO_SHARED_CIPHER));
    CipherKind kind = CipherKind.of(chosen);
    Terms terms = new Terms(kind, hello.challenge(), server.connectionId());
    List<PeerCertificate> chain =
        List.of(PeerCertificate.parse(server.certificate().orElseThrow()));
    io.facts().suite(kind.suite());
    io.facts().forgetPeer();
    io.facts().peerChain(chain);
    return new VerifyServer2(end, terms, chain);
  }
}
