// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that a test started. What it says is kept; each wait is bounded, and one that fails
 * shows all that was said. Closing ends this process and no other.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CHUNK = 8192;

  private final List<String> command;
  private final Process process;
  private final StringBuilder output = new StringBuilder();
  private final Thread listener;
  private boolean silent;

  private ChildProcess(List<String> command, Optional<Path> stdout, Map<String, String> environment)
      throws IOException {
    this.command = command;
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("SSLKEYLOGFILE");
    builder.environment().putAll(environment);
    if (stdout.isPresent()) {
      builder.redirectOutput(stdout.get().toFile());
    } else {
      builder.redirectErrorStream(true);
    }
    process = builder.start();
    InputStream heard = stdout.isPresent() ? process.getErrorStream() : process.getInputStream();
    listener = new Thread(() -> listen(heard), "output of " + command.get(0));
    listener.setDaemon(true);
    listener.start();
  }

  /** Starts a peer; what it says on either stream is kept. */
  public static ChildProcess start(Peer peer, Object... arguments) {
    return start(peer.program(), Optional.empty(), Map.of(), Arrays.asList(arguments));
  }

  /** Starts a peer whose standard output goes to a file; only its errors are kept here. */
  public static ChildProcess startInto(Path stdout, Peer peer, Object... arguments) {
    return start(peer.program(), Optional.of(stdout), Map.of(), Arrays.asList(arguments));
  }

  /** Starts any program. */
  public static ChildProcess start(
      Path program, Optional<Path> stdout, Map<String, String> environment, List<?> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    arguments.forEach(argument -> command.add(argument.toString()));
    try {
      return new ChildProcess(command, stdout, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that was said so far. */
  public String output() {
    synchronized (output) {
      return output.toString();
    }
  }

  /**
   * Waits until something was said.
   *
   * @param pattern a regular expression, found anywhere; {@code ^} and {@code $} are ends of lines
   * @return what its first group found, or all of it
   */
  public String await(String pattern) {
    return await(pattern, PATIENCE);
  }

  /** As {@link #await(String)}, for so long at the most. */
  public String await(String pattern, Duration patience) {
    Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE);
    long until = System.nanoTime() + patience.toNanos();
    synchronized (output) {
      while (true) {
        Matcher matcher = compiled.matcher(output);
        if (matcher.find()) {
          return matcher.group(Math.min(1, matcher.groupCount()));
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (millis <= 0 || silent) {
          throw new AssertionError("never said \"" + pattern + "\": " + this);
        }
        waitForMore(millis);
      }
    }
  }

  /** Writes a line to the standard input. */
  public ChildProcess send(String line) {
    return send((line + "\n").getBytes(ISO_8859_1));
  }

  /** Writes bytes to the standard input. */
  public ChildProcess send(byte[] bytes) {
    try {
      OutputStream input = process.getOutputStream();
      input.write(bytes);
      input.flush();
      return this;
    } catch (IOException e) {
      throw new AssertionError("takes no input: " + this, e);
    }
  }

  /** Ends the standard input. */
  public ChildProcess endInput() {
    try {
      process.getOutputStream().close();
      return this;
    } catch (IOException e) {
      throw new AssertionError("takes no input: " + this, e);
    }
  }

  /** True until it has ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end and returns the exit status. */
  public int exitStatus() {
    return exitStatus((int) PATIENCE.toSeconds());
  }

  /** Waits so many seconds for the end and returns the exit status. */
  public int exitStatus(int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError("does not end: " + this);
      }
      listener.join(PATIENCE.toMillis());
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted: " + this, e);
    }
  }

  /** Ends the process. */
  @Override
  public void close() {
    end();
  }

  /** Ends the process at once, as a crash would. */
  public void end() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Command line and output. */
  @Override
  public String toString() {
    return String.join(" ", command) + "\n" + output();
  }

  private void waitForMore(long millis) {
    try {
      output.wait(millis);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted: " + this, e);
    }
  }

  private void listen(InputStream heard) {
    byte[] chunk = new byte[CHUNK];
    try {
      int count = heard.read(chunk);
      while (count >= 0) {
        synchronized (output) {
          output.append(new String(chunk, 0, count, ISO_8859_1));
          output.notifyAll();
        }
        count = heard.read(chunk);
      }
    } catch (IOException e) {
      // The process was ended while it spoke.
    } finally {
      synchronized (output) {
        silent = true;
        output.notifyAll();
      }
    }
  }
}
