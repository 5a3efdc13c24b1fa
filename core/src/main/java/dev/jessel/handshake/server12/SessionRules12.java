// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.session.Session;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/** Whether a session of TLS 1.2 that a client named may be resumed. */
final class SessionRules12 {
  private SessionRules12() {}

  /**
   * Judges it.
   *
   * @return empty when a full handshake must follow
   * @throws TlsException when RFC 7627 has the handshake end
   */
  static Optional<Session> usable(Session session, ClientHello hello, HandshakeIo io)
      throws TlsException {
    if (!isAlive(session, hello, io)) {
      return Optional.empty();
    }
    boolean extended = isExtended(hello, io);
    if (session.origin().extendedMainSecret() && !extended) {
      // RFC 7627 5.3: the client has forgotten what protects it, or somebody took it away.
      throw new TlsException(SslReason.INCONSISTENT_EXTMS);
    }
    // RFC 7627 5.3: the other way round a full handshake makes it better.
    return session.origin().extendedMainSecret() == extended && io.decisions().takesSession(session)
        ? Optional.of(session)
        : Optional.empty();
  }

  /** Whether both sides bind main secrets to their handshakes. */
  static boolean isExtended(ClientHello hello, HandshakeIo io) {
    return io.config().older().switches().extendedMainSecret()
        && hello.extensions().contains(ExtensionType.EXTENDED_MASTER_SECRET);
  }

  private static boolean isAlive(Session session, ClientHello hello, HandshakeIo io) {
    HandshakeConfig.Preferences ours = io.config().preferences();
    boolean clientMissing =
        io.config().checks().mode() == VerifyMode.REQUIRED
            && session.origin().peerChain().isEmpty();
    return session.isResumable()
        && session.version().equals(io.dialect().version())
        && hello.cipherSuites().contains(session.suite().suite())
        && ours.suitesOf(session.version()).contains(session.suite().suite())
        && io.previous().map(before -> before.allows(session)).orElse(true)
        && ServerHello12.mayFollow(session.suite(), hello, io)
        // RFC 6066 3: a session belongs to the name that it was made for.
        && session.origin().serverName().equals(io.facts().serverName())
        && session.grant().context().equals(io.config().resumption().context())
        && !session.lifetime().isOver(io.now())
        && !clientMissing;
  }
}
