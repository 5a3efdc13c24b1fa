// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Key pairs of one exchange that were made before anybody needed them. Each is given away once.
 * Thread-safe, and nobody waits for anybody.
 */
final class KeyShareStock {
  /** How many are kept at the most, those that are on order included. */
  static final int CAPACITY = 16;

  private final Queue<KeyShare> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger held = new AtomicInteger();
  private final KeyExchange exchange;
  private final Executor executor;

  KeyShareStock(KeyExchange exchange, Executor executor) {
    this.exchange = exchange;
    this.executor = executor;
  }

  /** A key pair that nobody else has: from the stock, else made now. Orders what is missing. */
  KeyShare take() {
    KeyShare kept = ready.poll();
    if (kept != null) {
      held.decrementAndGet();
    }
    order();
    return kept != null ? kept : exchange.generate();
  }

  /** One task for each, so that none holds a thread for long. */
  private void order() {
    while (held.getAndUpdate(count -> Math.min(count + 1, CAPACITY)) < CAPACITY) {
      boolean ordered = false;
      try {
        executor.execute(this::make);
        ordered = true;
      } catch (RuntimeException refused) {
        // Whoever comes next tries again; until then handshakes make their own.
        return;
      } finally {
        giveBackUnless(ordered);
      }
    }
  }

  private void make() {
    boolean made = false;
    try {
      ready.add(exchange.generate());
      made = true;
    } catch (RuntimeException failed) {
      // It is the next handshake's to say: that one makes its own, and fails as ever.
      return;
    } finally {
      giveBackUnless(made);
    }
  }

  private void giveBackUnless(boolean done) {
    if (!done) {
      held.decrementAndGet();
    }
  }
}
