// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslContext;
import dev.jessel.cli.Console;
import dev.jessel.cli.Version;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jessel ciphers}: the cipher suites that can be had on this Java. */
@Command(
    name = "ciphers",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    separator = " ",
    description = "List the cipher suites that can be had here, best first.")
public final class CiphersCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "-v", description = "One on a line, with what it is made of.")
  private boolean verbose;

  /**
   * A suite that there is, if the JVM has its cipher.
   *
   * @param name as OpenSSL has it
   * @param encryption as OpenSSL describes it
   */
  private record Suite(String name, String encryption) {
    boolean isHere() {
      try {
        return !SslContext.client().cipherSuites(name).cipherSuites().isEmpty();
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    String line() {
      return String.format(
          Locale.ROOT, "%-30s TLSv1.3 Kx=any      Au=any   Enc=%-22s Mac=AEAD", name, encryption);
    }
  }

  private static final List<Suite> SUITES =
      List.of(
          new Suite("TLS_AES_256_GCM_SHA384", "AESGCM(256)"),
          new Suite("TLS_CHACHA20_POLY1305_SHA256", "CHACHA20/POLY1305(256)"),
          new Suite("TLS_AES_128_GCM_SHA256", "AESGCM(128)"),
          new Suite("TLS_AES_128_CCM_SHA256", "AESCCM(128)"),
          new Suite("TLS_AES_128_CCM_8_SHA256", "AESCCM8(128)"));

  /** A list on a console. */
  public CiphersCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Suite> here = SUITES.stream().filter(Suite::isHere).toList();
    if (verbose) {
      here.forEach(suite -> console.out().println(suite.line()));
    } else {
      console.out().println(here.stream().map(Suite::name).collect(Collectors.joining(":")));
    }
    return 0;
  }
}
