// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.SslContext;
import dev.jessel.SslSession;
import dev.jessel.SslVerify;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.Console;
import dev.jessel.cli.Version;
import dev.jessel.cli.tls.HostPort;
import dev.jessel.cli.tls.TlsOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code jessel s_time}, as {@code openssl s_time}: how many connections a server takes a second.
 */
@Command(
    name = "s_time",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    separator = " ",
    abbreviateSynopsis = true,
    description = "Connect to a TLS server again and again, and tell how often that went.",
    footer = {
      "",
      "One connection after the other, each with its TCP connection. In TLS 1.3 a reused session",
      "counts with the wait for the ticket that the next one comes back with."
    })
public final class STimeCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 3600;

  private final Console console;

  @Option(
      names = "-connect",
      paramLabel = "HOST:PORT",
      description = "Where to connect; default: ${DEFAULT-VALUE}.",
      defaultValue = "localhost:4433")
  private String connect;

  @Option(names = "-new", description = "Time new sessions alone.")
  private boolean onlyNew;

  @Option(names = "-reuse", description = "Time reused sessions alone.")
  private boolean onlyReused;

  @Option(
      names = "-time",
      paramLabel = "SECONDS",
      description = "How long to connect, for each of the two; default: ${DEFAULT-VALUE}.",
      defaultValue = "30")
  private int seconds;

  @Option(names = "-www", paramLabel = "PAGE", description = "Get a page over each connection.")
  private String page;

  @Option(
      names = "-verify",
      paramLabel = "DEPTH",
      description = "Verify the server, with so many intermediate certificates at most.")
  private Integer verifyDepth;

  @Mixin private TlsOptions options;

  /** A command on a console. */
  public STimeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    check();
    TimedConnections connections =
        new TimedConnections(HostPort.toConnect(connect), context(), Optional.ofNullable(page));
    // The first one does not count: it finds out whether there is a server.
    Optional<SslSession> session = connections.connect(Optional.empty(), !onlyNew).session();
    if (!onlyReused) {
      time("new sessions", Optional.empty(), connections);
    }
    if (!onlyNew) {
      if (session.isEmpty()) {
        throw new CommandFailure("the server gives no session to come back with");
      }
      time("reused sessions", session, connections);
    }
    return 0;
  }

  private void check() throws CommandFailure {
    if (onlyNew && onlyReused) {
      throw new CommandFailure("-new and -reuse do not go together; without both, both are timed");
    }
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new CommandFailure("-time is 1 to " + MAX_SECONDS);
    }
    if (page != null && !(page.startsWith("/") && page.chars().allMatch(c -> c > ' ' && c < 127))) {
      throw new CommandFailure("-www takes a path that begins with / and has no blanks");
    }
  }

  private SslContext context() throws CommandFailure, IOException {
    SslContext.Builder builder = options.applyTo(SslContext.client()).peerName(Optional.empty());
    if (verifyDepth == null && !options.mustVerify()) {
      builder.verify(SslVerify.NONE);
    } else if (verifyDepth != null) {
      builder.verifyDepth(TlsOptions.depth(verifyDepth));
    }
    return builder.build();
  }

  private void time(String what, Optional<SslSession> session, TimedConnections connections)
      throws CommandFailure, IOException {
    say("Collecting connection statistics for %d seconds: %s", seconds, what);
    long begin = System.nanoTime();
    long length = TimeUnit.SECONDS.toNanos(seconds);
    Optional<SslSession> next = session;
    long count = 0;
    long reused = 0;
    long bytes = 0;
    do {
      TimedConnections.Outcome outcome = connections.connect(next, next.isPresent());
      count++;
      reused += outcome.isResumed() ? 1 : 0;
      bytes += outcome.bytes();
      // A server that gives no other one may take the same again.
      next = next.isPresent() ? outcome.session().or(() -> session) : next;
    } while (System.nanoTime() - begin < length);
    double took = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    say("%d connections in %.2f s: %.1f per second", count, took, count / took);
    say("%d of them reused a session; %d bytes read, %s", reused, bytes, connections.terms());
  }

  private void say(String format, Object... values) {
    console.out().println(String.format(Locale.ROOT, format, values));
    console.out().flush();
  }
}
