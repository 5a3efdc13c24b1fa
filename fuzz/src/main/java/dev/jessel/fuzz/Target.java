// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import java.util.Locale;
import java.util.function.Consumer;

/** What can be fuzzed. The class of one is called {@code ...Target}. */
public enum Target {
  /** A client. */
  CLIENT(ClientTarget::fuzzerTestOneInput),
  /** A server. */
  SERVER(ServerTarget::fuzzerTestOneInput),
  /** Messages and extensions. */
  WIRE(WireTarget::fuzzerTestOneInput),
  /** Records and the messages in them. */
  RECORD(RecordTarget::fuzzerTestOneInput),
  /** Sessions and tickets. */
  SESSION(SessionTarget::fuzzerTestOneInput),
  /** Certificates, and what comes with them. */
  CERTIFICATE(CertificateTarget::fuzzerTestOneInput);

  private final Consumer<byte[]> entry;

  Target(Consumer<byte[]> entry) {
    this.entry = entry;
  }

  /** Runs one input. */
  public void run(byte[] input) {
    entry.accept(input);
  }

  /** As files and commands call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
