// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.Secret;
import dev.jessel.session.TicketKey;
import dev.jessel.session.TicketKeySet;
import dev.jessel.session.TicketKeySource;
import dev.jessel.wire.Bytes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys that protect a server's tickets, given by the application: servers that share them take
 * each other's tickets. May be changed at any time by any thread; connections see the new keys with
 * the next ticket, and never wait.
 *
 * <p>Whoever has the current key can read early data, and the traffic of sessions that are resumed
 * without a key exchange; change it often and keep it in memory.
 */
public final class SslTicketKeys {
  private final AtomicReference<TicketKeySet> keys;

  /**
   * One of the keys.
   *
   * @param name 16 bytes that a ticket shows, no secret; another name for each key
   * @param secret 32 random bytes
   */
  public record Key(Bytes name, Secret secret) {
    TicketKey ticketKey() {
      return new TicketKey(name, secret.copy());
    }
  }

  private SslTicketKeys(TicketKeySet keys) {
    this.keys = new AtomicReference<>(keys);
  }

  /**
   * Keys.
   *
   * @param current makes tickets, and opens them
   * @param next opens tickets of servers that have changed their keys already
   * @param previous opens tickets from before the last change
   * @throws IllegalArgumentException for names or keys of another length
   */
  public static SslTicketKeys of(Key current, Optional<Key> next, Optional<Key> previous) {
    return new SslTicketKeys(set(current, next, previous));
  }

  /** Changes all of them at once. */
  public void change(Key current, Optional<Key> next, Optional<Key> previous) {
    keys.set(set(current, next, previous));
  }

  TicketKeySource source() {
    return now -> keys.get();
  }

  private static TicketKeySet set(Key current, Optional<Key> next, Optional<Key> previous) {
    return new TicketKeySet(
        current.ticketKey(), next.map(Key::ticketKey), previous.map(Key::ticketKey));
  }
}
