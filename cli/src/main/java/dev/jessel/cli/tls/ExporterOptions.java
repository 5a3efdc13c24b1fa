// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.Ssl;
import dev.jessel.cli.CommandFailure;
import java.util.HexFormat;
import java.util.List;
import picocli.CommandLine.Option;

/** Keying material that is shown because it is asked for by name (RFC 5705). */
public final class ExporterOptions {
  private static final int MAX_BYTES = 4096;

  @Option(
      names = "-keymatexport",
      paramLabel = "LABEL",
      description = "Show keying material that both peers can derive.")
  private String label;

  @Option(
      names = "-keymatexportlen",
      paramLabel = "N",
      description = "Bytes of it; default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  private int length;

  /** Refuses what cannot be derived. */
  public void check() throws CommandFailure {
    if (length < 1 || length > MAX_BYTES) {
      throw new CommandFailure("-keymatexportlen is 1 to " + MAX_BYTES);
    }
  }

  /** What is derived, in OpenSSL's form; nothing unless asked for. */
  public List<String> lines(Ssl ssl) {
    if (label == null) {
      return List.of();
    }
    String material =
        HexFormat.of().withUpperCase().formatHex(ssl.exportKeyingMaterial(label, null, length));
    return List.of(
        "Keying material exporter:",
        "    Label: '" + label + "'",
        "    Length: " + length + " bytes",
        "    Keying material: " + material);
  }
}
