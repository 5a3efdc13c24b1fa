// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Keys12;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.SignedCertificateTimestamps;
import dev.jessel.wire.message.ServerHello;
import java.util.List;
import java.util.Optional;

/** Takes the ServerHello of a server that chose TLS 1.2. */
public final class AcceptServerHello12 {
  private AcceptServerHello12() {}

  /**
   * Takes it.
   *
   * @param offer the ClientHello
   * @param received the message with its bytes
   * @param hello the message
   * @return the state that follows
   */
  public static HandshakeState accept(
      ClientOffer offer, Received received, ServerHello hello, HandshakeIo io) throws TlsException {
    ServerTerms terms = ServerHelloRules12.check(offer, hello, io);
    CustomExtensions.read(hello.extensions(), ExtensionPlace.SERVER_HELLO_12, io);
    io.facts().serverRandom(hello.random());
    io.facts().suite(terms.agreement().suite());
    io.facts().bindings(terms.agreement().extendedMainSecret(), terms.agreement().encryptThenMac());
    terms.agreement().dialect().chooseHash(io.transcript(), io.crypto(), terms.agreement().suite());
    io.transcript().add(received.bytes());
    if (hello.extensions().contains(ExtensionType.SESSION_TICKET)) {
      io.decisions().peerTicket(Bytes.EMPTY);
    }
    if (FindExternalSession.isDue(terms, io)) {
      return new FindExternalSession(terms, hello);
    }
    Optional<Session> session = ServerHelloRules12.resumed(offer, hello, terms.agreement());
    return session.isPresent()
        ? resumed(terms, session.get(), io).expectChange()
        : full(terms, hello, io);
  }

  /** Goes on with a full handshake. */
  static MessageState full(ServerTerms terms, ServerHello hello, HandshakeIo io)
      throws TlsException {
    io.facts().forgetPeer();
    hello
        .extensions()
        .find(SignedCertificateTimestamps.class)
        .ifPresent(came -> io.facts().timestamps(came.timestamps()));
    if (terms.hasCertificate()) {
      terms.types().checkByClient(io);
      return new ExpectServerCertificate12(terms);
    }
    if (io.previous().isPresent()) {
      io.previous().get().checkPeer(List.of());
    }
    return new ExpectServerKeyExchange(terms, Optional.empty());
  }

  /** What is known when a session is resumed. */
  static ClientKeys12 resumed(ServerTerms terms, Session session, HandshakeIo io) {
    io.transcript().forgetMessages();
    io.facts().noteResumed(session);
    Keys12 keys = Keys12.resume(terms.agreement(), session, io);
    return new ClientKeys12(
        terms, keys, ServerProof.resumed(session), Optional.of(session), Optional.empty());
  }
}
