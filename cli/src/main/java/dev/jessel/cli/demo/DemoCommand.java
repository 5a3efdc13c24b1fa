// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.Console;
import dev.jessel.cli.Version;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jessel demo}: a whole connection, call by call, between two ends in this process. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    separator = " ",
    description = "Show a connection: handshake, non-blocking write, 1 GiB each way, close.")
public final class DemoCommand implements Callable<Integer> {
  private static final int BURST = 32 * 1024 * 1024;
  private static final long SEED = 0x4A65_7373_656CL;
  private static final int SERVER_PATIENCE_SECONDS = 10;
  private static final double NANOS = 1e9;

  private final Console console;

  @Option(
      names = "-size",
      hidden = true,
      converter = ByteSize.class,
      defaultValue = "1G",
      paramLabel = "SIZE",
      description = "Bytes each way.")
  private long size;

  /** A demo that is told on a console. */
  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, GeneralSecurityException {
    long started = System.nanoTime();
    console.out().println(Version.line());
    DemoIdentity identity = DemoIdentity.create();
    console.out().println("Certificates   fresh CA and server certificate, ECDSA on P-256");
    Pattern pattern = new Pattern(SEED);
    Transfer each = new Transfer(pattern, size);
    DemoServer.Plan plan =
        new DemoServer.Plan(new Transfer(pattern, BURST), each, () -> meter("Upload"), each);
    try (DemoServer server = new DemoServer(identity, plan)) {
      tellStory(identity, server, pattern, each);
    }
    double seconds = (System.nanoTime() - started) / NANOS;
    console.out().printf(Locale.ROOT, "Done           all of it in %.1f s%n", seconds);
    return 0;
  }

  private void tellStory(
      DemoIdentity identity, DemoServer server, Pattern pattern, Transfer transfer)
      throws CommandFailure, IOException {
    FutureTask<Void> serving = new FutureTask<>(server);
    Thread thread = new Thread(serving, "demo server");
    thread.setDaemon(true);
    thread.start();
    try (DemoClient client = new DemoClient(console.out(), identity, server.address())) {
      client.handshake();
      client.burst(pattern, BURST, server::startReading);
      client.send(transfer);
      client.receive(transfer, meter("Download"));
      client.sayGoodbye();
    } catch (CommandFailure | IOException e) {
      throw rootCause(serving, e);
    }
    await(serving);
  }

  private ProgressMeter meter(String title) {
    return new ProgressMeter(console, title, size);
  }

  /** What the server died of explains the client's failure, when it was first. */
  private static CommandFailure rootCause(FutureTask<Void> serving, Exception clients) {
    String found = "the client failed: " + clients.getMessage();
    if (serving.isDone()) {
      try {
        await(serving);
      } catch (CommandFailure servers) {
        found += "; " + servers.getMessage();
      }
    }
    return new CommandFailure(found, clients);
  }

  private static void await(FutureTask<Void> serving) throws CommandFailure {
    try {
      serving.get(SERVER_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CommandFailure("the server failed: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new CommandFailure("the server did not come to its end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
