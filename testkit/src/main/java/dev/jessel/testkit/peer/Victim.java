// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.Ssl;
import dev.jessel.SslCalls;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.AlertDescription;
import dev.jessel.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The connection that a scripted peer talks to, and all that it did. */
final class Victim implements SslListener {
  private static final int MAX_CALLS = 10_000;
  private static final int READ_LENGTH = 20_000;

  private final MemoryBio in = new MemoryBio();
  private final MemoryBio out = new MemoryBio();
  private final ByteArrayOutputStream delivered = new ByteArrayOutputStream();
  private final List<String> states = new ArrayList<>();
  private final List<AlertDescription> alertsSent = new ArrayList<>();
  private final Ssl ssl;
  private int sessions;
  private boolean readsEarly;
  private Bytes writesEarly = Bytes.EMPTY;
  private boolean staysHalfOpen;
  private boolean ended;
  private Optional<SslException> failure = Optional.empty();

  Victim(SslContext.Builder settings) {
    ssl = settings.listener(this).build().newSsl();
    ssl.bio(in, out);
  }

  MemoryBio in() {
    return in;
  }

  MemoryBio out() {
    return out;
  }

  Ssl ssl() {
    return ssl;
  }

  Optional<SslException> failure() {
    return failure;
  }

  boolean hasFailed() {
    return failure.isPresent();
  }

  /** The stream ended with a close_notify. */
  boolean hasEnded() {
    return ended;
  }

  List<String> states() {
    return states;
  }

  List<AlertDescription> alertsSent() {
    return alertsSent;
  }

  int sessions() {
    return sessions;
  }

  Bytes delivered() {
    return Bytes.of(delivered.toByteArray());
  }

  /** Lets the victim do all that it can with what it has got. */
  void run() {
    if (hasFailed()) {
      return;
    }
    try {
      SslStatus status = SslStatus.DONE;
      for (int calls = 0; status == SslStatus.DONE; calls++) {
        if (calls > MAX_CALLS) {
          throw new IllegalStateException("the victim reads without end");
        }
        status = next();
      }
      ended |= status == SslStatus.CLOSED;
    } catch (SslException e) {
      failure = Optional.of(e);
    }
  }

  /** The victim begins with early data: a server reads it, a client sends this. */
  void goEarly(Bytes content) {
    writesEarly = content;
    readsEarly = content.isEmpty();
  }

  /** The victim sends early data, and does nothing but read behind it. */
  void stayHalfOpen() {
    staysHalfOpen = true;
  }

  /** Has the victim end its early data; a failure is noted. */
  void endEarly() {
    staysHalfOpen = false;
    run();
  }

  private SslStatus next() throws SslException {
    if (readsEarly) {
      return readEarly();
    }
    if (staysHalfOpen) {
      return nextHalfOpen();
    }
    if (!writesEarly.isEmpty()) {
      ByteBuffer content = ByteBuffer.wrap(writesEarly.toArray());
      writesEarly = Bytes.EMPTY;
      return ssl.writeEarlyData(content);
    }
    return ssl.isEstablished() ? read() : ssl.handshake();
  }

  /** By libssl's calls, which alone leave it half open. */
  private SslStatus nextHalfOpen() throws SslException {
    SslCalls calls = ssl.calls();
    int count;
    if (writesEarly.isEmpty()) {
      byte[] target = new byte[READ_LENGTH];
      count = calls.read(target, 0, target.length);
      delivered.write(target, 0, Math.max(count, 0));
    } else {
      byte[] content = writesEarly.toArray();
      writesEarly = Bytes.EMPTY;
      count = calls.writeEarlyData(content, 0, content.length);
    }
    if (calls.failure().isPresent()) {
      throw calls.failure().get();
    }
    return count > 0 ? SslStatus.DONE : calls.want();
  }

  private SslStatus readEarly() throws SslException {
    ByteBuffer target = ByteBuffer.allocate(READ_LENGTH);
    SslStatus status = ssl.readEarlyData(target);
    delivered.write(target.array(), 0, target.position());
    readsEarly = status != SslStatus.CLOSED;
    return readsEarly ? status : SslStatus.DONE;
  }

  /** Has the victim send something; a failure is noted. */
  void write(Bytes content) {
    try {
      ssl.write(content.toArray());
    } catch (SslException e) {
      failure = failure.or(() -> Optional.of(e));
    }
  }

  /** Has the victim ask for a certificate; a failure is noted. */
  void ask(SslVerify mode) {
    try {
      SslStatus ignored = ssl.requestClientCertificate(mode);
    } catch (SslException e) {
      failure = failure.or(() -> Optional.of(e));
    }
  }

  /** Has the victim begin another handshake; a failure is noted. */
  void renegotiate(boolean resume) {
    try {
      SslStatus ignored = ssl.renegotiate(resume);
    } catch (SslException e) {
      failure = failure.or(() -> Optional.of(e));
    }
  }

  /** Has the victim say goodbye; a failure is noted. */
  void sayGoodbye() {
    try {
      SslStatus ignored = ssl.shutdownOutput();
    } catch (SslException e) {
      failure = failure.or(() -> Optional.of(e));
    }
  }

  /** True when every further call fails for the same reason as the first one. */
  boolean staysFailed() {
    return failsAgain(ssl::handshake)
        && failsAgain(() -> ssl.read(ByteBuffer.allocate(1)))
        && failsAgain(() -> ssl.write(ByteBuffer.wrap(new byte[] {1})));
  }

  private interface Call {
    SslStatus run() throws SslException;
  }

  private boolean failsAgain(Call call) {
    try {
      SslStatus ignored = call.run();
      return false;
    } catch (SslException e) {
      return e.reason().equals(failure.orElseThrow().reason());
    }
  }

  private SslStatus read() throws SslException {
    ByteBuffer target = ByteBuffer.allocate(READ_LENGTH);
    SslStatus status = ssl.read(target);
    delivered.write(target.array(), 0, target.position());
    return status;
  }

  @Override
  public void state(Ssl of, String state) {
    states.add(state);
  }

  @Override
  public void alert(Ssl of, boolean sent, int level, AlertDescription alert) {
    if (sent) {
      alertsSent.add(alert);
    }
  }

  @Override
  public void session(Ssl of, SslSession session) {
    sessions++;
  }
}
