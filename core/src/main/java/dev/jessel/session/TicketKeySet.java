// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.wire.Bytes;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that protect tickets at a time.
 *
 * @param current makes tickets, and opens them
 * @param next opens tickets: another server of the same fleet may be ahead
 * @param previous opens tickets that were made before the keys changed
 */
public record TicketKeySet(
    TicketKey current, Optional<TicketKey> next, Optional<TicketKey> previous) {
  /** The key that a ticket names; empty for one that is none of these. */
  Optional<TicketKey> named(Bytes name) {
    return Stream.of(Optional.of(current), next, previous)
        .flatMap(Optional::stream)
        .filter(key -> key.name().equals(name))
        .findFirst();
  }
}
