// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What is asked of Redis. Nothing blocks; what cannot be answered within the time that was set
 * fails. A command whose answer got lost may have been carried out; none is sent twice.
 */
interface FleetMemory {
  /** The value at a place. */
  CompletableFuture<Optional<Bytes>> find(Bytes place);

  /** The value at a place, which is then empty: of many that ask one gets it. */
  CompletableFuture<Optional<Bytes>> take(Bytes place);

  /** Puts a value at a place for some time. */
  CompletableFuture<Boolean> keep(Bytes place, Bytes value, Duration life);

  /** Empties a place. */
  CompletableFuture<Boolean> remove(Bytes place);

  /**
   * A value, and Redis' time.
   *
   * @param value empty when there is none
   * @param now by Redis' clock, in milliseconds
   */
  record Reading(Optional<Bytes> value, Instant now) {}

  /** The value at a place, with the time. */
  CompletableFuture<Reading> read(Bytes place);

  /**
   * Puts a value where another one is.
   *
   * @param expected what must be there; empty for nothing
   * @return whether it was there, and has been replaced
   */
  CompletableFuture<Boolean> replace(
      Bytes place, Optional<Bytes> expected, Bytes value, Duration life);

  /**
   * Has Redis remember an event.
   *
   * @param memory where Redis notes since when it remembers
   * @param event where it notes the event; empty to begin the memory alone
   * @param remembered how long
   * @return true when it comes for the first time for certain: the memory has lasted for {@code
   *     remembered}, and the event is not in it
   */
  CompletableFuture<Boolean> isFirst(Bytes memory, Optional<Bytes> event, Duration remembered);
}
