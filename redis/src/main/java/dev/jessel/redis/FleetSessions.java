// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.SslException;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslSessionStore;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Keeps sessions in Redis, sealed, for as long as they are good. */
final class FleetSessions implements SslSessionStore {
  private final FleetMemory memory;
  private final FleetSeal seal;
  private final FleetNames names;
  private final Clock clock;
  private final Questions questions;

  FleetSessions(
      FleetMemory memory, FleetSeal seal, FleetNames names, Clock clock, Questions questions) {
    this.memory = memory;
    this.seal = seal;
    this.names = names;
    this.clock = clock;
    this.questions = questions;
  }

  @Override
  public void keep(Bytes name, SslSession session) {
    Duration left =
        Duration.between(clock.instant(), session.created().plusSeconds(session.lifetimeSeconds()));
    // SSLv2 has no place in what OpenSSL writes of sessions.
    if (left.toMillis() <= 0 || !session.version().isAtLeast(ProtocolVersion.SSL_3_0)) {
      return;
    }
    byte[] der = session.toDer();
    if (der.length <= FleetLimits.SESSION_LENGTH) {
      Bytes place = names.session(name);
      var ignored = memory.keep(place, seal.seal(place, der), left);
    }
    Arrays.fill(der, (byte) 0);
  }

  @Override
  public SslReply<Optional<SslSession>> find(Bytes name) {
    return SslReply.when(sessionAt(names.session(name), memory::find));
  }

  @Override
  public SslReply<Optional<SslSession>> take(Bytes name) {
    return SslReply.when(sessionAt(names.session(name), memory::take));
  }

  @Override
  public void remove(Bytes name) {
    var ignored = memory.remove(names.session(name));
  }

  /** What Redis has at a place, asked for one way or the other. */
  CompletableFuture<Optional<SslSession>> sessionAt(
      Bytes place, Function<Bytes, CompletableFuture<Optional<Bytes>>> question) {
    return questions.ask(
        () ->
            question
                .apply(place)
                .thenApply(value -> value.flatMap(kept -> seal.open(place, kept)))
                .thenApply(der -> der.flatMap(FleetSessions::decoded)),
        Optional.empty());
  }

  private static Optional<SslSession> decoded(byte[] der) {
    try {
      return Optional.of(SslSession.fromDer(der));
    } catch (SslException e) {
      // Of another release: as good as none.
      return Optional.empty();
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }
}
