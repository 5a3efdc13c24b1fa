// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.SslSession;
import dev.jessel.cli.tls.SessionFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** The session that a client comes back with next: the one that came last. It may go to a file. */
final class KeptSession {
  private final Optional<Path> file;
  private final PrintStream err;
  private volatile Optional<SslSession> latest;
  private volatile boolean failed;

  /**
   * Begins with a session, or none.
   *
   * @param file gets each session that comes, in the place of the one before
   * @param err is told when it cannot be written
   */
  KeptSession(Optional<SslSession> first, Optional<Path> file, PrintStream err) {
    this.latest = first;
    this.file = file;
    this.err = err;
  }

  /** A session came. */
  void keep(SslSession session) {
    latest = Optional.of(session);
    file.ifPresent(path -> write(path, session));
  }

  private void write(Path path, SslSession session) {
    try {
      SessionFile.write(path, session);
    } catch (IOException e) {
      err.println("-sess_out: the session is lost: " + e.getMessage());
      failed = true;
    }
  }

  /** What to come back with. */
  Optional<SslSession> latest() {
    return latest;
  }

  /** Whether a session could not be written. */
  boolean hasFailed() {
    return failed;
  }

  /** Bytes of early data that may be sent with it. */
  long maxEarlyData() {
    return latest.map(SslSession::maxEarlyData).orElse(0L);
  }
}
