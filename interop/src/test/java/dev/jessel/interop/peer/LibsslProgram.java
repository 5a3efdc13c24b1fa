// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The C programs of these tests, compiled against the system's libssl when they are asked for.
 * Where there is no compiler or no header a test is skipped, or fails with {@code
 * JESSEL_REQUIRE_PEERS=1}.
 */
public final class LibsslProgram {
  private static final String REMEDY = "apt-get install gcc libc6-dev libssl-dev";

  private LibsslProgram() {}

  /** The oracle's program. Ends the test when it cannot be made. */
  public static Path compiled() {
    return compiled("oracle", "libssl");
  }

  /** One of them: {@code interop/DIRECTORY/NAME.c}. Ends the test when it cannot be made. */
  public static Path compiled(String directory, String name) {
    String base = System.getProperty("basedir", ".");
    Path source = Path.of(base, directory, name + ".c");
    Path program = Path.of(base, "target", directory, name);
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
