// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.SslContext;
import dev.jessel.SslSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** What the connections of one test leave to those after them. */
final class ShimHistory {
  private final SslContext server = SslContext.server().build();

  /** Stands still, but for what a test lets pass. */
  private Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);

  private boolean resumes;
  private Optional<SslSession> received = Optional.empty();
  private Optional<SslSession> offered = Optional.empty();

  /** New settings; those of a server know the sessions that an earlier one made. */
  SslContext.Builder settings(ShimFlags flags) {
    SslContext.Builder builder = flags.has("server") ? server.toBuilder() : SslContext.client();
    return builder.clock(clock).session(offered);
  }

  void beginNext(ShimFlags first) {
    if (!first.has("server") && received.isEmpty()) {
      throw TestEnd.failed("No session to offer");
    }
    resumes = true;
    offered = received;
    received = Optional.empty();
    clock = Clock.offset(clock, Duration.ofSeconds(first.number("resumption-delay").orElse(0)));
  }

  /** Whether this connection is not the first. */
  boolean resumes() {
    return resumes;
  }

  void received(SslSession session) {
    received = Optional.of(session);
  }

  /** Bytes of early data that may be sent with what is offered. */
  long earlyDataOffered() {
    return offered.map(SslSession::maxEarlyData).orElse(0L);
  }

  /** Whether early data may be sent with what came last. */
  boolean gotSessionForEarlyData() {
    return received.filter(session -> session.maxEarlyData() > 0).isPresent();
  }

  boolean gotSession() {
    return received.isPresent();
  }
}
