// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.handshake.SessionPeer;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a client may come back with. */
final class Resumable {
  /** More keys than these make a ClientHello large, and a server looks at a few alone. */
  private static final int MAX_OFFERED = 8;

  private Resumable() {}

  /** Sessions of all versions that can still be asked for; or "later". */
  static Answer<List<Session>> sessions(HandshakeIo io) throws TlsException {
    List<Session> accepted = new ArrayList<>();
    for (Session session : candidates(io)) {
      Answer<Boolean> answer =
          isJudgedAnew(session, io) ? SessionPeer.isGood(session, io) : Answer.now(true);
      if (answer.isLater()) {
        return Answer.later();
      }
      if (answer.value()) {
        accepted.add(session);
      }
    }
    return Answer.now(accepted);
  }

  /** The session of TLS 1.2 or older among them. */
  static Optional<Session> older(List<Session> sessions) {
    for (Session session : sessions) {
      if (!session.isTls13()) {
        return Optional.of(session);
      }
    }
    return Optional.empty();
  }

  /**
   * The pre-shared keys of TLS 1.3 that can be offered.
   *
   * @param external those from outside of TLS
   */
  static List<PreSharedKey> keys(
      List<Session> sessions, List<PreSharedKey> external, HandshakeIo io) {
    List<PreSharedKey> keys = new ArrayList<>();
    for (Session session : sessions) {
      if (session.isTls13()) {
        keys.add(PreSharedKey.resumption(session));
      }
    }
    keys.addAll(external);
    keys.removeIf(psk -> !hasSuite(psk, io));
    return keys.subList(0, Math.min(keys.size(), MAX_OFFERED));
  }

  private static List<Session> candidates(HandshakeIo io) {
    List<Session> candidates = new ArrayList<>();
    io.previous()
        .map(PreviousHandshake::session)
        .orElse(io.config().older().session())
        .filter(session -> !session.isTls13() && isOlderResumable(session, io))
        .ifPresent(candidates::add);
    for (Session session : io.config().resumption().sessions()) {
      if (session.isTls13() && !session.ticket().isEmpty()) {
        candidates.add(session);
      }
    }
    candidates.removeIf(session -> !isForThisServer(session, io));
    return candidates;
  }

  private static boolean isOlderResumable(Session session, HandshakeIo io) {
    return io.config().preferences().suites().contains(session.suite().suite())
        // RFC 5246 E.2: a hello in the format of SSLv2 has no place for the ids of newer versions.
        && ClientHelloDraft.isInSsl2(io) == session.version().equals(ProtocolVersion.SSL_2)
        // A session that has a ticket alone cannot be asked for where there shall be none.
        && (session.ticket().isEmpty() || io.config().older().switches().sessionTickets())
        // RFC 7627 5.3: who comes back with a session that has it says so; else the server ends
        // all.
        && (!session.origin().extendedMainSecret()
            || io.config().older().switches().extendedMainSecret())
        && io.previous().map(before -> before.allows(session)).orElse(true);
  }

  /** RFC 9846 4.7.1: a key may go with any suite of its hash, and there must be one. */
  private static boolean hasSuite(PreSharedKey psk, HandshakeIo io) {
    return io.config().preferences().suitesOf(ProtocolVersion.TLS_1_3).stream()
        .flatMap(suite -> SuiteParameters.of(suite).stream())
        .anyMatch(suite -> suite.hash() == psk.hash());
  }

  private static boolean isForThisServer(Session session, HandshakeIo io) {
    return session.isResumable()
        && io.versions().includes(session.version())
        && isForThisName(session, io)
        && session.grant().context().equals(io.config().resumption().context())
        && !session.lifetime().isOver(io.now())
        && isTrusted(session, io);
  }

  /**
   * RFC 9846 4.7.1: not for another name. In files of OpenSSL's there is often none: then the
   * certificate, which is judged anew, must have the name.
   */
  private static boolean isForThisName(Session session, HandshakeIo io) {
    Optional<String> name = session.origin().serverName();
    return name.isEmpty() || name.equals(io.config().names().serverName());
  }

  /** A server that was not accepted then is asked again. */
  private static boolean isTrusted(Session session, HandshakeIo io) {
    return !SessionPeer.matters(session, io) || SessionPeer.wasGood(session);
  }

  /** In a renegotiation the session is the connection's own. */
  private static boolean isJudgedAnew(Session session, HandshakeIo io) {
    return io.previous().isEmpty() && SessionPeer.matters(session, io);
  }
}
