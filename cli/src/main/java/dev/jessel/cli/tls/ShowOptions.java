// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code s_client} and {@code s_server} show and write down of their connections. */
public final class ShowOptions {
  @Option(
      names = "-keylogfile",
      paramLabel = "FILE",
      description = "Append the secrets of connections, for Wireshark.")
  private Path keyLogFile;

  @Option(
      names = "-pcap",
      paramLabel = "FILE",
      description = "Write a capture with its secrets, which Wireshark opens decrypted.")
  private Path pcap;

  @Option(names = "-msg", description = "Show handshake messages and alerts.")
  private boolean msg;

  @Option(names = "-state", description = "Show the states of the handshake.")
  private boolean state;

  @Option(names = "-quiet", description = "Show nothing but data; no command letters.")
  private boolean quiet;

  /** For {@code -quiet}. */
  public boolean isQuiet() {
    return quiet;
  }

  Optional<Path> keyLogFile() {
    return Optional.ofNullable(keyLogFile);
  }

  Optional<Path> pcap() {
    return Optional.ofNullable(pcap);
  }

  boolean showsMessages() {
    return msg;
  }

  boolean showsStates() {
    return state;
  }
}
