// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import java.time.Instant;

/** Where the keys of tickets come from. Thread-safe; asked for each ticket, so it must not wait. */
@FunctionalInterface
public interface TicketKeySource {
  /** The keys to use now. */
  TicketKeySet keys(Instant now);
}
