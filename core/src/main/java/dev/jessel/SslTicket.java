// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.wire.Bytes;
import java.util.Optional;

/**
 * A ticket that a client showed, and what came of opening it.
 *
 * @param state what came of it
 * @param session what it holds; there if it was opened. Whether that can be resumed is not known
 *     yet
 * @param keyName its first 16 bytes, which name the key of a ticket of this library's; none where
 *     it is empty, fewer where it is short
 * @see <a
 *     href="https://docs.openssl.org/master/man3/SSL_CTX_set_session_ticket_cb/">SSL_CTX_set_session_ticket_cb(3)</a>
 */
public record SslTicket(State state, Optional<SslSession> session, Bytes keyName) {
  /** What came of a ticket. */
  public enum State {
    /** Up to TLS 1.2: the client has none and would like one ({@code SSL_TICKET_EMPTY}). */
    EMPTY,
    /** It could not be opened ({@code SSL_TICKET_NO_DECRYPT}). */
    UNKNOWN,
    /** It was opened ({@code SSL_TICKET_SUCCESS}). */
    GOOD,
    /**
     * It was opened and should be followed by another one, since its key is not the current one, or
     * since in TLS 1.3 each is for once ({@code SSL_TICKET_SUCCESS_RENEW}).
     */
    GOOD_TO_RENEW
  }

  /** What becomes of a ticket. An {@link SslRefusal} in its place ends the handshake. */
  public enum Use {
    /** The session is resumed, if nothing else stands against it, and the client gets no ticket. */
    USE,
    /** The session is resumed, and the client gets a ticket. */
    USE_AND_RENEW,
    /** A full handshake follows, and the client gets no ticket. */
    IGNORE,
    /** A full handshake follows, and the client gets a ticket. */
    IGNORE_AND_RENEW;

    boolean isUsed() {
      return this == USE || this == USE_AND_RENEW;
    }

    boolean isRenewed() {
      return this == USE_AND_RENEW || this == IGNORE_AND_RENEW;
    }
  }

  /** What becomes of it where the application has no say. */
  public Use usualUse() {
    return switch (state) {
      case EMPTY, UNKNOWN -> Use.IGNORE_AND_RENEW;
      case GOOD -> Use.USE;
      case GOOD_TO_RENEW -> Use.USE_AND_RENEW;
    };
  }
}
