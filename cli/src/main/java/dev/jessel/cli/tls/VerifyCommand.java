// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.Console;
import dev.jessel.cli.Version;
import dev.jessel.x509.CertificateChecklist;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.PemException;
import dev.jessel.x509.PrivateKeys;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.TrustAnchors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jessel verify}: what {@code openssl-verify(1)} looks at, and more, as a checklist. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    separator = " ",
    description = "Look at certificates: chain, dates, names, purpose, strength, path.",
    footer = {
      "",
      "Each file has a chain, leaf first. The status is 0 when peers would take all of them, else"
          + " 1.",
      "Without -CAfile and -CApath, the machine's own anchors count; -no_path looks for no path."
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final int MAX_LEVEL = 5;

  private final Console console;

  @Mixin private TrustOptions trust;

  @Option(names = "-no_path", description = "Do not ask who trusts them.")
  private boolean noPath;

  @Option(names = "-untrusted", paramLabel = "FILE", description = "Issuers that help.")
  private Path untrusted;

  @Mixin private KeyOptions key;

  @Option(
      names = {"-verify_hostname", "-verify_ip"},
      paramLabel = "NAME",
      description = "The host that it shall be for.")
  private String host;

  @Option(
      names = "-purpose",
      paramLabel = "PURPOSE",
      description = "sslserver or sslclient; default: sslserver.")
  private String purpose = "sslserver";

  @Option(
      names = "-attime",
      paramLabel = "SECONDS",
      description = "When it shall be valid, in seconds since 1970; default: now.")
  private Long time;

  @Option(
      names = "-auth_level",
      paramLabel = "N",
      description = "How strong it shall be, 0 to 5; default: 2.")
  private int level = 2;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Chains, PEM or DER.")
  private List<Path> files;

  /** A checker on a console. */
  public VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailure, PemException {
    if (level < 0 || level > MAX_LEVEL) {
      throw new CommandFailure("-auth_level is 0 to 5");
    }
    int status = 0;
    for (Path file : files) {
      status = Math.max(status, verify(file));
    }
    return status;
  }

  private int verify(Path file) throws CommandFailure, PemException {
    List<PeerCertificate> chain = new ArrayList<>(Certificates.read(file));
    String subject = chain.get(0).subject();
    CertificateChecklist.Builder list = CertificateChecklist.of(chain).purpose(purpose());
    if (untrusted != null) {
      list.untrusted(Certificates.read(untrusted));
    }
    if (key.file().isPresent()) {
      list.key(PrivateKeys.read(key.file().get(), key.password()));
    }
    if (host != null) {
      list.name(name());
    }
    if (!noPath) {
      Optional<TrustAnchors> anchors = trust.anchors();
      list.trust(anchors.isPresent() ? anchors.get() : TrustAnchors.system());
    }
    if (time != null) {
      list.at(Instant.ofEpochSecond(time));
    }
    return new ChecklistReport(console)
        .print(file + ": " + subject, list.securityLevel(level).check());
  }

  private Purpose purpose() throws CommandFailure {
    return switch (purpose) {
      case "sslserver" -> Purpose.SERVER;
      case "sslclient" -> Purpose.CLIENT;
      default -> throw new CommandFailure("-purpose is sslserver or sslclient");
    };
  }

  private PeerName name() throws CommandFailure {
    try {
      return PeerName.parse(host);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("-verify_hostname: " + e.getMessage(), e);
    }
  }
}
