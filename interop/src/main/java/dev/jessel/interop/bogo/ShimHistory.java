// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslSession;
import dev.jessel.wire.ProtocolVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What the connections of one test leave to those after them. */
final class ShimHistory {
  private final SslContext server = SslContext.server().build();
  private Clock clock = Clock.systemUTC();
  private boolean resumes;
  private Optional<ProtocolVersion> version = Optional.empty();
  private Optional<SslSession> received = Optional.empty();
  private Optional<SslSession> offered = Optional.empty();

  /** New settings; those of a server know the sessions that an earlier one made. */
  SslContext.Builder settings(ShimFlags flags) {
    SslContext.Builder builder = flags.has("server") ? server.toBuilder() : SslContext.client();
    return builder.clock(clock).session(offered);
  }

  void beginNext(ShimFlags first) {
    if (version.filter(v -> v.isAtLeast(ProtocolVersion.TLS_1_3)).isPresent()) {
      throw TestEnd.unimplemented("resumption in TLS 1.3");
    }
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

  boolean gotSession() {
    return received.isPresent();
  }

  void keep(Ssl ssl) {
    version = ssl.version();
  }
}
