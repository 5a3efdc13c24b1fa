// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ExternalSession;
import dev.jessel.keys.MainSecret12;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/** The sessions that no handshake has made, as far as the application knows any. */
record ExternalSessions(SessionSettings settings, Asking asking) {
  /** The application reads what the peer says of tickets. */
  void read(Bytes content) throws TlsException {
    if (settings.ticketReader().isPresent()) {
      Asking.tell("ticket reader", () -> settings.ticketReader().get().read(content));
    }
  }

  /** The session that the application knows; empty for none. */
  Answer<Optional<ExternalSession>> find(ExternalSession.Wanted wanted) throws TlsException {
    if (settings.externalSessions().isEmpty()) {
      return Answer.now(Optional.empty());
    }
    SslCallbacks.SessionWanted known =
        new SslCallbacks.SessionWanted(
            wanted.ticket(), wanted.suites(), wanted.clientRandom(), wanted.serverRandom());
    Answer<Optional<SslCallbacks.ExternalSession>> found =
        asking.reply(
            "external session finder", () -> settings.externalSessions().get().find(known));
    if (!found.isLater() && found.value().isPresent()) {
      checkLength(found.value().get().mainSecret());
    }
    return found.map(
        session -> session.map(one -> new ExternalSession(one.mainSecret(), one.suite())));
  }

  private static void checkLength(Secret main) throws TlsException {
    int length = main.length();
    if (length != MainSecret12.LENGTH) {
      main.destroy();
      // RFC 5246 8.1: it is always 48 bytes long.
      throw new TlsException(
          SslReason.BAD_DATA_RETURNED_BY_CALLBACK, "a main secret of " + length + " bytes");
    }
  }
}
