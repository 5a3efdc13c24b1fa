// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An {@code s_server} in this process, on a thread and a port of its own. */
final class ServerRun implements AutoCloseable {
  private static final Pattern ACCEPT = Pattern.compile("ACCEPT .*:([0-9]+)\\R");

  private final Run run = new Run();
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private final Thread serving;

  private ServerRun(List<String> args) throws IOException {
    PipedInputStream typed = new PipedInputStream(keyboard);
    serving = new Thread(() -> run.go(typed, args.toArray(String[]::new)), "server");
    serving.setDaemon(true);
    serving.start();
  }

  /** Starts a server. */
  static ServerRun start(Path certificate, Path key, String... options) throws IOException {
    List<String> args = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0"));
    args.addAll(List.of("-cert", certificate.toString(), "-key", key.toString()));
    args.addAll(List.of(options));
    return new ServerRun(args);
  }

  /** The port, as soon as clients may come. */
  int port() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      Matcher accept = ACCEPT.matcher(run.out());
      if (accept.find()) {
        return Integer.parseInt(accept.group(1));
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no server: " + run.err());
  }

  void type(String text) throws IOException {
    keyboard.write(text.getBytes(StandardCharsets.US_ASCII));
    keyboard.flush();
  }

  /** The run; its output grows while the server lives. */
  Run run() {
    return run;
  }

  /** Waits until the server has ended by itself. */
  Run ended() throws InterruptedException {
    serving.join(TimeUnit.SECONDS.toMillis(60));
    assertThat(serving.isAlive()).isFalse();
    return run;
  }

  @Override
  public void close() {
    serving.interrupt();
    try {
      serving.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
