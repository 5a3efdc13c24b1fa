// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.cli.CommandFailure;
import dev.jessel.x509.PasswordSource;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The private key that goes with a certificate, under OpenSSL's names. */
final class KeyOptions {
  @Option(
      names = "-key",
      paramLabel = "FILE",
      description = "Private key that goes with the certificate.")
  private Path key;

  @Option(
      names = "-pass",
      paramLabel = "SOURCE",
      description = "Password of the key: pass:TEXT, env:NAME or file:PATH.")
  private String pass;

  /** Where the key is. */
  Optional<Path> file() {
    return Optional.ofNullable(key);
  }

  PasswordSource password() throws CommandFailure {
    return pass == null ? PasswordSource.none() : Password.parse(pass);
  }
}
