// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a token that does not give them out: SoftHSM, through SunPKCS11. */
final class TokenIT {
  private static final int PATIENCE_SECONDS = 100;

  @TempDir Path directory;

  @Test
  void keysInATokenSign() throws IOException {
    Path program = Peer.SOFT_HSM.program();
    Path tokens = Files.createDirectory(directory.resolve("tokens"));
    Path settings =
        Files.writeString(
            directory.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\n");
    Map<String, String> environment = Map.of("SOFTHSM2_CONF", settings.toString());
    try (ChildProcess made =
        ChildProcess.start(
            program,
            Optional.empty(),
            environment,
            List.of(
                "--init-token", "--free", "--label", "t", "--pin", "1234", "--so-pin", "1234"))) {
      assertThat(made.exitStatus()).isZero();
    }
    Path provider =
        Files.writeString(
            directory.resolve("pkcs11.cfg"),
            "name = SoftHSM\nlibrary = "
                + library()
                + "\nslotListIndex = 0\n"
                + "attributes(generate, CKO_PRIVATE_KEY, *) = {\n"
                + "  CKA_SENSITIVE = true\n  CKA_EXTRACTABLE = false\n}\n");
    try (ChildProcess handshakes =
        ChildProcess.start(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Optional.empty(),
            environment,
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                TokenHandshakes.class.getName(),
                provider))) {
      handshakes.await("^P256 TLSv1.3 ecdsa_secp256r1_sha256 stays$");
      handshakes.await("^P256 TLSv1.2 ecdsa_secp256r1_sha256 stays$");
      handshakes.await("^RSA TLSv1.3 rsa_pss_rsae_sha256 stays$");
      handshakes.await("^RSA TLSv1.2 rsa_\\w+_sha256 stays$");
      assertThat(handshakes.exitStatus(PATIENCE_SECONDS)).isZero();
    }
  }

  private static Path library() {
    return Stream.of("/usr/lib/softhsm", "/usr/lib64/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm")
        .map(place -> Path.of(place, "libsofthsm2.so"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError("softhsm2-util is there, but not its library"));
  }
}
