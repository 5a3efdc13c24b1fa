// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslPsk;
import dev.jessel.SslRefusal;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import dev.jessel.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Asks C's callbacks for pre-shared keys of TLS 1.3, which stand in sessions. */
record SessionPskBridge(LibSslTypes.SSL handle) {
  private static final AlertDescription OURS = AlertDescription.INTERNAL_ERROR;

  SslReply<List<SslPsk>> choose() {
    byte[][] identity = new byte[1][];
    SSL_SESSION[] given = new SSL_SESSION[1];
    boolean goesOn =
        handle.pskUse.map(callback -> callback.use(handle, null, identity, given)).orElse(1) != 0;
    if (!goesOn || given[0] != null && identity[0] == null) {
      throw new SslRefusal(SslReason.BAD_PSK, OURS);
    }
    return SslReply.now(
        Optional.ofNullable(given[0])
            .map(session -> List.of(key(Bytes.of(identity[0].clone()), offered(session))))
            .orElse(List.of()));
  }

  SslReply<Optional<SslPsk>> find(Bytes identity) {
    SSL_SESSION[] found = new SSL_SESSION[1];
    byte[] said = identity.toArray();
    boolean goesOn =
        handle.pskFind.map(callback -> callback.find(handle, said, said.length, found)).orElse(1)
            != 0;
    if (!goesOn) {
      throw new SslRefusal(SslReason.BAD_EXTENSION, OURS);
    }
    return SslReply.now(
        Optional.ofNullable(found[0]).map(session -> key(identity, accepted(session))));
  }

  /** A client knows at once that early data would not be for whom, or in what, it is written. */
  private SslSession offered(SSL_SESSION handleOfSession) {
    SslSession session = sessionOf(handleOfSession);
    if (handle.calls().wantsEarlyData() && session.maxEarlyData() > 0) {
      if (session.serverName().isPresent() && !session.serverName().equals(handle.hostName)) {
        throw new SslRefusal(SslReason.INCONSISTENT_EARLY_DATA_SNI, OURS);
      }
      List<String> protocols = Configured.names(handle.protocols()).orElse(List.of());
      if (session.applicationProtocol().filter(one -> !protocols.contains(one)).isPresent()) {
        throw new SslRefusal(SslReason.INCONSISTENT_EARLY_DATA_ALPN, OURS);
      }
    }
    return session.toBuilder().serverName(handle.hostName).build();
  }

  /** As libssl, a server's names belong to handshakes, and not to keys. */
  private SslSession accepted(SSL_SESSION session) {
    return sessionOf(session).toBuilder().serverName(handle.ssl().serverName()).build();
  }

  private static SslSession sessionOf(SSL_SESSION session) {
    return session.session().orElseThrow(() -> new SslRefusal(SslReason.BAD_PSK, OURS));
  }

  private static SslPsk key(Bytes identity, SslSession session) {
    try {
      return SslPsk.of(identity, session);
    } catch (IllegalArgumentException e) {
      throw new SslRefusal(SslReason.BAD_PSK, OURS);
    }
  }
}
