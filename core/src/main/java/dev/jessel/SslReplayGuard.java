// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.session.ReplayMemory;
import dev.jessel.wire.Bytes;
import java.time.Duration;
import java.time.Instant;

/**
 * Knows with which tickets early data has come, so that a ClientHello that comes again is known
 * again (RFC 9846 8.1, 8.2). Servers that accept each other's tickets must share what they have
 * seen, or the same early data is taken once by each of them. Thread-safe.
 */
@FunctionalInterface
public interface SslReplayGuard {
  /**
   * How long one and the same ClientHello could be taken for a fresh one: its ticket's fingerprint
   * must be remembered for so long, and may be forgotten then.
   */
  Duration WINDOW = Duration.ofSeconds(20);

  /**
   * Remembers the ticket of a ClientHello. Of many that ask with the same fingerprint, at whatever
   * server, one alone may be told yes. Who does not know for certain says no: then the handshake
   * goes on without early data.
   *
   * @param fingerprint 32 bytes that no other ticket has
   * @param ticketMade when its ticket was made, by a server's clock
   * @param now the time
   * @return true when it comes for the first time; may be answered later
   */
  SslReply<Boolean> firstTime(Bytes fingerprint, Instant ticketMade, Instant now);

  /**
   * As {@link #firstTime}, of a ClientHello with a key from outside of TLS, which does not tell how
   * old it is: it may come again however late, so that who says yes must remember it for as long as
   * the key is used.
   *
   * @param fingerprint 32 to 48 bytes that no other ClientHello has
   * @param now the time
   * @return true when it comes for the first time; by default always false
   */
  default SslReply<Boolean> firstTimeWithExternalKey(Bytes fingerprint, Instant now) {
    return SslReply.now(false);
  }

  /** A server begins to look: what came before is not known. */
  default void begin(Instant now) {}

  /**
   * A guard for one server alone, which remembers in memory.
   *
   * @param capacity tickets within a {@link #WINDOW}; when there are more no early data is taken
   *     until time has passed
   */
  static SslReplayGuard inMemory(int capacity) {
    ReplayMemory memory = new ReplayMemory(capacity, WINDOW);
    return new SslReplayGuard() {
      @Override
      public SslReply<Boolean> firstTime(Bytes fingerprint, Instant ticketMade, Instant now) {
        return SslReply.now(memory.isFirst(fingerprint, ticketMade, now));
      }

      @Override
      public void begin(Instant now) {
        memory.begin(now);
      }
    };
  }
}
