// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The C program of {@code interop/oracle}, compiled against the system's libssl when it is first
 * asked for. Where there is no compiler or no header a test is skipped, or fails with {@code
 * JESSEL_REQUIRE_PEERS=1}.
 */
public final class LibsslProgram {
  private static final String REMEDY = "apt-get install gcc libc6-dev libssl-dev";

  private LibsslProgram() {}

  /** The program. Ends the test when it cannot be made. */
  public static Path compiled() {
    Path source = Path.of(System.getProperty("basedir", "."), "oracle", "libssl.c");
    Path program = Path.of(System.getProperty("basedir", "."), "target", "oracle", "libssl");
    try {
      Files.createDirectories(program.getParent());
      Process compiler =
          new ProcessBuilder(
                  "cc", "-O1", "-o", program.toString(), source.toString(), "-lssl", "-lcrypto")
              .redirectErrorStream(true)
              .start();
      String said = new String(compiler.getInputStream().readAllBytes(), UTF_8);
      return compiler.waitFor() == 0 ? program : missing(said.lines().findFirst().orElse(""));
    } catch (IOException e) {
      return missing(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static Path missing(String why) {
    String message = "libssl's headers or cc are missing: " + REMEDY + " (" + why + ")";
    if ("1".equals(System.getenv("JESSEL_REQUIRE_PEERS"))) {
      throw new AssertionError(message);
    }
    return Assumptions.abort(message);
  }
}
