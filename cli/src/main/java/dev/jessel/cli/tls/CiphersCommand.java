// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslContext;
import dev.jessel.cipher.CipherListException;
import dev.jessel.cipher.SuiteDescription;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.Console;
import dev.jessel.cli.Version;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jessel ciphers}: what a cipher list means, as {@code openssl-ciphers(1)} prints it. */
@Command(
    name = "ciphers",
    versionProvider = Version.class,
    separator = " ",
    description = "Show which cipher suites a list means, best first.")
public final class CiphersCommand implements Callable<Integer> {
  private final Console console;

  // The mixin has -V for the version, which means something else here. Picocli reads these two.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @SuppressWarnings("UnusedVariable")
  @Option(names = "--version", versionHelp = true, description = "Print the version.")
  private boolean version;

  @Option(names = "-v", description = "One on a line, with what it is made of.")
  private boolean verbose;

  @Option(names = "-V", description = "As -v, with the numbers.")
  private boolean numbered;

  @Option(names = "-stdname", description = "As -v, with the standard names.")
  private boolean standardNames;

  @Option(names = "-s", description = "Only those that can be had here and are allowed.")
  private boolean supported;

  @Option(names = "-psk", description = "With -s: those with pre-shared keys too.")
  private boolean psk;

  @Option(names = "-tls1_3", description = "With -s: those of TLS 1.3.")
  private boolean tls13;

  @Option(names = "-tls1_2", description = "With -s: those of TLS 1.2.")
  private boolean tls12;

  @Option(names = "-tls1_1", description = "With -s: those of TLS 1.1.")
  private boolean tls11;

  @Option(names = "-tls1", description = "With -s: those of TLS 1.0.")
  private boolean tls10;

  @Option(names = "-ssl3", description = "With -s: those of SSL 3.0.")
  private boolean ssl3;

  @Option(names = "-ciphersuites", paramLabel = "LIST", description = "Suites of TLS 1.3.")
  private String cipherSuites;

  @Option(names = "-convert", paramLabel = "NAME", description = "OpenSSL's for a standard name.")
  private String standardName;

  @Parameters(arity = "0..1", paramLabel = "LIST", description = "Such as ECDHE+AESGCM:!aNULL.")
  private String list;

  /** A list on a console. */
  public CiphersCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (standardName != null) {
      console.out().println("OpenSSL cipher name: " + converted());
      return 0;
    }
    List<SuiteParameters> suites =
        suites(settings()).flatMap(suite -> SuiteParameters.of(suite).stream()).toList();
    if (verbose || numbered || standardNames) {
      suites.forEach(suite -> console.out().println(line(suite)));
    } else {
      console.out().println(names(suites));
    }
    return 0;
  }

  private String converted() {
    return CipherSuite.named(standardName)
        .filter(suite -> suite.name().equals(standardName))
        .map(CipherSuite::openSslName)
        .orElse("(NONE)");
  }

  private SslContext.Builder settings() throws CommandFailure {
    SslContext.Builder builder = SslContext.client();
    versions().stream().min(Comparator.naturalOrder()).ifPresent(builder::minVersion);
    try {
      if (list != null) {
        builder.cipherList(list);
      }
    } catch (CipherListException e) {
      throw new CommandFailure("Error in cipher list: " + e.getMessage(), e);
    }
    return cipherSuites == null ? builder : withSuites(builder);
  }

  private SslContext.Builder withSuites(SslContext.Builder builder) throws CommandFailure {
    try {
      return cipherSuites.isEmpty() ? builder.noCipherSuites() : builder.cipherSuites(cipherSuites);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("-ciphersuites: " + e.getMessage(), e);
    }
  }

  private Stream<CipherSuite> suites(SslContext.Builder settings) {
    if (supported) {
      return settings.supportedCipherSuites().stream().filter(this::isWanted);
    }
    return Stream.concat(settings.cipherSuites().stream(), settings.olderCipherSuites().stream());
  }

  private boolean isWanted(CipherSuite suite) {
    return SuiteParameters.of(suite)
        .filter(known -> psk || !known.keyExchange().usesPsk())
        .filter(known -> versions().isEmpty() || versions().stream().anyMatch(v -> has(known, v)))
        .isPresent();
  }

  private static boolean has(SuiteParameters suite, ProtocolVersion version) {
    return suite.minimumVersion().code() <= version.code()
        && version.code() <= suite.maximumVersion().code();
  }

  private List<ProtocolVersion> versions() {
    List<ProtocolVersion> asked = new ArrayList<>();
    add(asked, tls13, ProtocolVersion.TLS_1_3);
    add(asked, tls12, ProtocolVersion.TLS_1_2);
    add(asked, tls11, ProtocolVersion.TLS_1_1);
    add(asked, tls10, ProtocolVersion.TLS_1_0);
    add(asked, ssl3, ProtocolVersion.SSL_3_0);
    return asked;
  }

  private static void add(List<ProtocolVersion> list, boolean wanted, ProtocolVersion version) {
    if (wanted) {
      list.add(version);
    }
  }

  private String line(SuiteParameters suite) {
    int code = suite.suite().code();
    String number =
        numbered
            ? String.format(Locale.ROOT, "%10s0x%02X,0x%02X - ", "", code >> 8, code & 0xFF)
            : "";
    String standard =
        standardNames ? String.format(Locale.ROOT, "%-45s - ", suite.suite().name()) : "";
    return number + standard + SuiteDescription.of(suite).line();
  }

  private static String names(List<SuiteParameters> suites) {
    return suites.stream().map(s -> s.suite().openSslName()).collect(Collectors.joining(":"));
  }
}
