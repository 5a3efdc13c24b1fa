// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.SslReason;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One kind of call on a connection, in which there may be one thread at a time. A second one is
 * refused and does not wait: locks would put two writers' bytes into an order that neither knows.
 * What the library itself does for the other half (an answer to a KeyUpdate, an alert) is no call.
 */
final class Turn {
  private final String doing;
  private final AtomicReference<Thread> owner = new AtomicReference<>();

  /**
   * Makes a kind of call.
   *
   * @param doing what a thread does meanwhile, for those that it keeps out
   */
  Turn(String doing) {
    this.doing = doing;
  }

  /**
   * Enters; {@link #end} must follow.
   *
   * @throws SslException when a thread is in there, be it this one; nothing else has happened
   */
  void begin() throws SslException {
    Thread present = owner.compareAndExchange(null, Thread.currentThread());
    if (present != null) {
      throw new SslException(SslReason.CONCURRENT_USE, whoIsThere(present));
    }
  }

  /** Leaves. */
  void end() {
    owner.set(null);
  }

  private String whoIsThere(Thread present) {
    if (present == Thread.currentThread()) {
      return "this thread is " + doing + " already, and a callback must not call the connection";
    }
    return "thread \"" + present.getName() + "\" is " + doing + "; one may read while one writes";
  }
}
