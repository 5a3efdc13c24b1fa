// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.x509.PemException;
import dev.jessel.x509.TrustAnchors;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whom to trust, under OpenSSL's names. */
final class TrustOptions {
  @Option(names = "-CAfile", paramLabel = "FILE", description = "Certificates to trust.")
  private Path file;

  @Option(names = "-CApath", paramLabel = "DIR", description = "Directory of such files.")
  private Path directory;

  /** What they hold; empty when neither is given. */
  Optional<TrustAnchors> anchors() throws PemException {
    if (file == null && directory == null) {
      return Optional.empty();
    }
    TrustAnchors ofFile = file == null ? TrustAnchors.none() : TrustAnchors.ofPemFile(file);
    return Optional.of(
        directory == null ? ofFile : ofFile.plus(TrustAnchors.ofDirectory(directory)));
  }
}
