// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The system's libssl, in a child process: the C program beside the list of differences. */
final class LibsslSubject implements Subject {
  private static final int PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private final String version;

  /**
   * Starts it.
   *
   * @param program the compiled program
   * @param identity the server's certificate and key
   */
  LibsslSubject(Path program, PemFiles identity) {
    try {
      process =
          new ProcessBuilder(
                  program.toString(), identity.chain().toString(), identity.key().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), US_ASCII));
      answers = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
      version = line("its version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which libssl it is, such as "OpenSSL 3.0.19 27 Jan 2026". */
  String version() {
    return version;
  }

  @Override
  public Answer answer(String command) {
    try {
      commands.write(command);
      commands.newLine();
      commands.flush();
      return Answer.parse(line(command));
    } catch (IOException e) {
      throw new UncheckedIOException(command, e);
    }
  }

  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String line(String command) throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("libssl's program ended at: " + command);
    }
    return line;
  }
}
