// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.SslReason;
import dev.jessel.fuzz.Promises;
import dev.jessel.testkit.Conduct;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A connection that gets what a script says, and is held to its promises. */
final class Victim {
  private static final int READ_LENGTH = 20_000;

  /** A record with an alert has fewer bytes: each may take two calls, and lie there until then. */
  private static final int MAX_ALERT = 200;

  /** More calls than there are bytes to take, questions to answer and writes to repeat. */
  private static final int SPARE_CALLS = 2000;

  private final MemoryBio in = new MemoryBio();
  private final MemoryBio out = new MemoryBio();
  private final AlertsSent alerts;
  private final ByteBuffer target = ByteBuffer.allocate(READ_LENGTH);
  private final Ssl ssl;
  private Optional<SslException> failure = Optional.empty();
  private boolean readsEarly;
  private boolean established;
  private boolean ended;

  /** Nothing goes out behind a close_notify, no alert either. */
  private boolean saidGoodbye;

  Victim(Ssl ssl, AlertsSent alerts, Conduct conduct, boolean readsEarly) {
    this.ssl = ssl.bio(conduct.transport(in), conduct.transport(out));
    this.alerts = alerts;
    this.readsEarly = readsEarly;
  }

  Optional<SslException> failure() {
    return failure;
  }

  /** Whether its handshake was over at any time. */
  boolean wasEstablished() {
    return established;
  }

  /** Whether it read the end of the stream. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether its version has no end of the stream. */
  boolean speaksSsl2() {
    return ssl.version().equals(Optional.of(ProtocolVersion.SSL_2));
  }

  /** All steps, and what follows from them. */
  void play(Script script) {
    if (!script.beginsWithCall()) {
      go();
    }
    for (Step step : script.steps()) {
      take(step);
      if (failure.isPresent()) {
        break;
      }
    }
    go();
    failure.ifPresent(this::judge);
    ssl.close();
  }

  private void take(Step step) {
    if (step.kind() == Step.Kind.CALL) {
      call(Call.of(step.body().isEmpty() ? 0 : step.body().at(0) & 0xFF));
    } else {
      Bytes wire = step.wire();
      int taken = in.write(wire.toArray(), 0, wire.length());
      Promises.check(taken == wire.length() || wire.isEmpty(), "a memory that is full");
    }
    if (!step.hasMore()) {
      go();
    }
  }

  /** An application may ask for what cannot be; then the connection lives on. */
  private void call(Call call) {
    if (call == Call.READ_EARLY && !ssl.isServer()) {
      return;
    }
    saidGoodbye |= call == Call.SHUT_DOWN;
    try {
      SslStatus ignored = call.on(ssl);
    } catch (SslException e) {
      if (!isMisuse(e)) {
        failure = Optional.of(e);
      }
    }
  }

  private static boolean isMisuse(SslException e) {
    return e.peer().isEmpty() && e.reason().isPresent();
  }

  private void go() {
    long limit = SPARE_CALLS + 4 * in.pending();
    SslStatus status = SslStatus.DONE;
    for (long calls = 0; failure.isEmpty() && !isAtRest(status); calls++) {
      Promises.check(calls < limit, "calls without end, the last one says " + status);
      status = next();
      out.reset();
    }
  }

  private boolean isAtRest(SslStatus status) {
    return ended || status == SslStatus.WANT_READ && in.pending() == 0;
  }

  private SslStatus next() {
    try {
      SslStatus status = readsEarly ? readEarly() : ssl.isEstablished() ? read() : ssl.handshake();
      established |= ssl.isEstablished();
      ended = status == SslStatus.CLOSED;
      return status;
    } catch (SslException e) {
      failure = Optional.of(e);
      return SslStatus.CLOSED;
    }
  }

  private SslStatus readEarly() throws SslException {
    SslStatus status = ssl.readEarlyData(target.clear());
    readsEarly &= status != SslStatus.CLOSED;
    return readsEarly ? status : SslStatus.DONE;
  }

  private SslStatus read() throws SslException {
    return ssl.read(target.clear());
  }

  private void judge(SslException e) {
    SslReason reason = e.reason().orElseThrow(() -> Promises.broken("a transport that failed", e));
    Promises.checkBlame(reason, e);
    if (reason != SslReason.CERTIFICATE_VERIFY_FAILED && !e.alert().equals(reason.alert())) {
      throw Promises.broken("another alert than that of " + reason, e);
    }
    staysFailed(reason);
    if (!saidGoodbye) {
      alerts.judge(ssl, e);
    }
  }

  /** What has failed fails again for the same reason, and says nothing more. */
  private void staysFailed(SslReason reason) {
    for (int bytes = 0; bytes < MAX_ALERT; bytes++) {
      failsAgain(reason, ssl::handshake);
    }
    out.reset();
    failsAgain(reason, this::read);
    failsAgain(reason, () -> ssl.write(ByteBuffer.allocate(1)));
    failsAgain(reason, ssl::handshake);
    Promises.check(out.pending() == 0, "a connection that failed sends");
  }

  private interface Doing {
    SslStatus run() throws SslException;
  }

  private static void failsAgain(SslReason reason, Doing doing) {
    try {
      throw Promises.broken("failed for " + reason + ", then " + doing.run(), null);
    } catch (SslException e) {
      if (!e.reason().equals(Optional.of(reason))) {
        throw Promises.broken("failed for " + reason + ", then otherwise", e);
      }
    }
  }
}
