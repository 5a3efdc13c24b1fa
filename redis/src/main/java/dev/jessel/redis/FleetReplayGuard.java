// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.SslReplayGuard;
import dev.jessel.SslReply;
import dev.jessel.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks Redis whether a ClientHello with early data comes for the first time in the fleet. */
final class FleetReplayGuard implements SslReplayGuard {
  private final FleetMemory memory;
  private final FleetNames names;
  private final Duration remembered;
  private final Questions questions;

  /**
   * A guard.
   *
   * @param clockSkew how far apart two clocks of the fleet may be, Redis' among them
   */
  FleetReplayGuard(FleetMemory memory, FleetNames names, Duration clockSkew, Questions questions) {
    this.memory = memory;
    this.names = names;
    // Servers whose clocks differ take one ClientHello for fresh at different times, one behind
    // the other; and a replica that takes over may end what is remembered earlier by as much.
    this.remembered = WINDOW.plus(clockSkew.multipliedBy(2));
    this.questions = questions;
  }

  @Override
  public SslReply<Boolean> firstTime(Bytes fingerprint, Instant ticketMade, Instant now) {
    return SslReply.when(
        questions.ask(
            () ->
                memory.isFirst(
                    names.earlyMemory(), Optional.of(names.early(fingerprint)), remembered),
            false));
  }

  /** Has Redis begin to remember, unless it has. */
  void begin() {
    var ignored = memory.isFirst(names.earlyMemory(), Optional.empty(), remembered);
  }
}
