// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.cli.CommandFailure;
import dev.jessel.dialect.Dialects;
import dev.jessel.wire.ProtocolVersion;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * The versions that may be spoken: {@code -tls1_3} and its like name one, {@code -no_tls1_3} and
 * its like take one out. What is older than TLS 1.2 needs {@code -legacy} before anything else.
 */
final class Versions {
  private static final List<String> FLAWS =
      List.of(
          "WARNING: -legacy allows TLS 1.1, TLS 1.0 and SSLv3, with weak suites and keys. Whoever"
              + " can",
          "touch the traffic may read and change it: POODLE, BEAST, Lucky Thirteen, Sweet32, RC4.");

  @Option(names = "-tls1_3", description = "Speak TLS 1.3 and nothing else.")
  private boolean tls13;

  @Option(names = "-tls1_2", description = "Speak TLS 1.2 and nothing else.")
  private boolean tls12;

  @Option(names = "-tls1_1", description = "Speak TLS 1.1 and nothing else; needs -legacy.")
  private boolean tls11;

  @Option(names = "-tls1", description = "Speak TLS 1.0 and nothing else; needs -legacy.")
  private boolean tls10;

  @Option(names = "-ssl3", description = "Speak SSLv3 and nothing else; needs -legacy.")
  private boolean ssl3;

  @Option(names = "-ssl2", description = "Speak SSLv2 and nothing else; needs -legacy.")
  private boolean ssl2;

  @Option(names = "-no_tls1_3", description = "Do not speak TLS 1.3.")
  private boolean noTls13;

  @Option(names = "-no_tls1_2", description = "Do not speak TLS 1.2.")
  private boolean noTls12;

  @Option(names = "-no_tls1_1", description = "Do not speak TLS 1.1.")
  private boolean noTls11;

  @Option(names = "-no_tls1", description = "Do not speak TLS 1.0.")
  private boolean noTls10;

  @Option(names = "-no_ssl3", description = "Do not speak SSLv3.")
  private boolean noSsl3;

  @Option(
      names = "-legacy",
      description = "Allow TLS 1.1, TLS 1.0 and SSLv3, which are broken, and security level 0.")
  private boolean legacy;

  /** A version with the options that name it and take it out; SSLv2 is out unless it is named. */
  private record Named(
      ProtocolVersion version, String option, boolean only, boolean not, Optional<SslOption> off) {
    Named(ProtocolVersion version, String option, boolean only, boolean not, SslOption off) {
      this(version, option, only, not, Optional.of(off));
    }

    boolean isOld() {
      return !version.isAtLeast(ProtocolVersion.TLS_1_2);
    }
  }

  private List<Named> all() {
    return List.of(
        new Named(ProtocolVersion.TLS_1_3, "tls1_3", tls13, noTls13, SslOption.NO_TLS_1_3),
        new Named(ProtocolVersion.TLS_1_2, "tls1_2", tls12, noTls12, SslOption.NO_TLS_1_2),
        new Named(ProtocolVersion.TLS_1_1, "tls1_1", tls11, noTls11, SslOption.NO_TLS_1_1),
        new Named(ProtocolVersion.TLS_1_0, "tls1", tls10, noTls10, SslOption.NO_TLS_1),
        new Named(ProtocolVersion.SSL_3_0, "ssl3", ssl3, noSsl3, SslOption.NO_SSL_3),
        new Named(ProtocolVersion.SSL_2, "ssl2", ssl2, false, Optional.empty()));
  }

  /** Sets the range, and for {@code -legacy} the level that allows it. */
  void applyTo(SslContext.Builder builder) throws CommandFailure {
    check();
    if (legacy) {
      builder.securityLevel(0).minVersion(ProtocolVersion.SSL_3_0);
    }
    only().map(Named::version).ifPresent(one -> builder.minVersion(one).maxVersion(one));
    if (ssl2) {
      // No word of the default list means a cipher of SSLv2.
      builder.cipherList("SSLv2");
    }
    all().stream()
        .filter(Named::not)
        .flatMap(version -> version.off().stream())
        .forEach(builder::options);
  }

  /** For {@code -legacy}: what it means, in plain words. */
  void warn(PrintStream err) {
    if (legacy) {
      FLAWS.forEach(err::println);
    }
    if (ssl2) {
      err.println("With SSLv2 that goes for all servers that have the same key, too: DROWN.");
    }
  }

  /** The newest that may be spoken. */
  ProtocolVersion newest() {
    return only()
        .or(() -> all().stream().filter(version -> !version.not()).findFirst())
        .map(Named::version)
        .orElse(ProtocolVersion.TLS_1_3);
  }

  /** Whether a version may be spoken. */
  boolean allow(ProtocolVersion version) {
    Optional<ProtocolVersion> only = only().map(Named::version);
    return only.isPresent()
        ? only.get().equals(version)
        : all().stream()
            .filter(named -> named.off().isPresent() && (legacy || !named.isOld()))
            .dropWhile(Named::not)
            .takeWhile(named -> !named.not())
            .anyMatch(named -> named.version().equals(version));
  }

  private Optional<Named> only() {
    return all().stream().filter(Named::only).findFirst();
  }

  private void check() throws CommandFailure {
    List<String> said =
        Stream.concat(
                all().stream().filter(Named::only).map(version -> "-" + version.option()),
                all().stream().filter(Named::not).map(version -> "-no_" + version.option()))
            .toList();
    if (only().isPresent() && said.size() > 1) {
      throw new CommandFailure(said.get(0) + " and " + said.get(1) + " do not go together");
    }
    Optional<Named> old = only().filter(Named::isOld);
    if (old.isPresent() && !legacy) {
      String option = "-" + old.get().option();
      throw new CommandFailure(
          option + ": " + old.get().version() + " is broken; add -legacy to speak it all the same");
    }
    if (legacy && Dialects.versions().stream().allMatch(ProtocolVersion.TLS_1_2::equals)) {
      throw new CommandFailure("-legacy needs jessel-legacy on the class path");
    }
    if (only().isEmpty() && remaining() == 0) {
      throw new CommandFailure(String.join(" ", said) + " leave no version to speak");
    }
  }

  /** How many versions the options leave, of those that are allowed at all. */
  private long remaining() {
    return all().stream()
        .filter(version -> version.off().isPresent() && (legacy || !version.isOld()))
        .dropWhile(Named::not)
        .count();
  }
}
