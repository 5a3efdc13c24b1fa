// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.tls.ConnectionFacts;
import dev.jessel.cli.tls.HostPort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Connections to one server, one after the other, each as short as can be. */
final class TimedConnections {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int BUFFER = 16 * 1024;

  private final HostPort server;
  private final SslContext context;
  private final Optional<byte[]> request;
  private String terms = "";

  /**
   * What came of a connection.
   *
   * @param isResumed whether it came back to a session
   * @param bytes of application data that were read
   * @param session what the next one may come back with
   */
  record Outcome(boolean isResumed, long bytes, Optional<SslSession> session) {}

  /**
   * Connections that have not begun.
   *
   * @param page to get over each of them
   */
  TimedConnections(HostPort server, SslContext context, Optional<String> page) {
    this.server = server;
    this.context = context;
    this.request =
        page.map(path -> ("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Version and suite of the last one. */
  String terms() {
    return terms;
  }

  /**
   * Connects, gets the page, and leaves.
   *
   * @param session to come back to
   * @param wantsNext whether to wait for another session
   */
  Outcome connect(Optional<SslSession> session, boolean wantsNext)
      throws CommandFailure, IOException {
    Kept kept = new Kept();
    try (SocketChannel channel = Dialer.dial(server);
        Patience patience = new Patience(channel, PATIENCE_MILLIS);
        Ssl ssl = context.newSsl(Bio.of(channel))) {
      ssl.configure(builder -> builder.session(session).listener(kept));
      done(patience.repeat(ssl::handshake));
      ConnectionFacts facts = new ConnectionFacts(ssl);
      terms = facts.version() + ", " + facts.suite();
      long bytes = 0;
      if (request.isPresent()) {
        ByteBuffer head = ByteBuffer.wrap(request.get());
        done(patience.repeat(() -> ssl.write(head)));
        bytes = readAll(ssl, patience);
      } else if (wantsNext && facts.speaksTls13()) {
        patience.awaitTicket(ssl, () -> kept.last.isPresent(), data -> {});
      }
      done(patience.repeat(ssl::shutdownOutput));
      return new Outcome(ssl.isResumed(), bytes, kept.last.or(ssl::session));
    }
  }

  private static void done(SslStatus status) throws CommandFailure {
    if (status != SslStatus.DONE) {
      throw new CommandFailure("the server does not answer");
    }
  }

  /** A server that closes without goodbye has closed. */
  private static long readAll(Ssl ssl, Patience patience) throws CommandFailure, IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long bytes = 0;
    SslStatus status = patience.repeat(() -> ssl.read(buffer.clear()));
    while (status == SslStatus.DONE) {
      bytes += buffer.position();
      status = patience.repeat(() -> ssl.read(buffer.clear()));
    }
    if (status != SslStatus.CLOSED) {
      throw new CommandFailure("the server does not answer");
    }
    return bytes;
  }

  /** The session that came last. */
  private static final class Kept implements SslListener {
    private Optional<SslSession> last = Optional.empty();

    @Override
    public void session(Ssl ssl, SslSession session) {
      last = Optional.of(session);
    }
  }
}
