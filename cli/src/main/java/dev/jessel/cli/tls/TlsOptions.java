// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslSession;
import dev.jessel.cli.CommandFailure;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.CertificateChecklist;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PemException;
import dev.jessel.x509.PrivateKeys;
import dev.jessel.x509.TrustAnchors;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that {@code s_client} and {@code s_server} share, under OpenSSL's names. */
public final class TlsOptions {
  private static final int MAX_DEPTH = 100;

  @Option(names = "-cert", paramLabel = "FILE", description = "Certificate chain, leaf first.")
  private Path cert;

  @Mixin private KeyOptions key;

  @Mixin private TrustOptions trust;

  @Option(
      names = "-verify_return_error",
      description = "Give up when the peer cannot be verified; else only report it.")
  private boolean verifyReturnError;

  @Option(
      names = "-alpn",
      paramLabel = "LIST",
      description = "Application protocols, best first, such as h2,http/1.1.")
  private String alpn;

  @Option(
      names = {"-groups", "-curves"},
      paramLabel = "LIST",
      description = "Key exchange groups, such as X25519MLKEM768:x25519.")
  private String groups;

  @Option(names = "-ciphersuites", paramLabel = "LIST", description = "Suites of TLS 1.3.")
  private String cipherSuites;

  @Option(
      names = "-cipher",
      paramLabel = "LIST",
      description = "Suites up to TLS 1.2, such as ECDHE+AESGCM:!aNULL:@SECLEVEL=1.")
  private String cipherList;

  @Option(
      names = "-sigalgs",
      paramLabel = "LIST",
      description = "Signature schemes, such as ECDSA+SHA256:ed25519.")
  private String signatureSchemes;

  @Mixin private Versions versions;

  @Option(
      names = "-no_ticket",
      description =
          "As client, take no tickets up to TLS 1.2; as server, have tickets hold no session.")
  private boolean noTicket;

  @Option(
      names = "-allow_no_dhe_kex",
      description = "Resume without a key exchange if the server likes to. Not forward secret.")
  private boolean allowNoDheKex;

  @Option(names = "-no_ems", description = "No extended main secret (up to TLS 1.2). Unsafe.")
  private boolean noExtendedMainSecret;

  @Option(names = "-no_renegotiation", description = "Renegotiate with nobody (up to TLS 1.2).")
  private boolean noRenegotiation;

  @Option(
      names = "-legacy_renegotiation",
      description = "Renegotiate with peers without RFC 5746 too. Unsafe.")
  private boolean legacyRenegotiation;

  /** The most intermediate certificates that a path may have; 0 to 100 is what can be meant. */
  public static int depth(int wanted) {
    return Math.max(0, Math.min(wanted, MAX_DEPTH));
  }

  /** For {@code -verify_return_error}. */
  public boolean mustVerify() {
    return verifyReturnError;
  }

  /** What {@code -CAfile} and {@code -CApath} hold; empty when neither is given. */
  public Optional<TrustAnchors> trust() throws PemException {
    return trust.anchors();
  }

  /** What {@code -cert} and {@code -key} hold; empty when there is no {@code -cert}. */
  public Optional<Credential> credential() throws CommandFailure, PemException {
    if (cert == null) {
      if (key.file().isPresent()) {
        throw new CommandFailure("-key needs -cert");
      }
      return Optional.empty();
    }
    return Optional.of(Credential.ofPem(cert, keyFile(), key.password()));
  }

  private Path keyFile() {
    return key.file().orElse(cert);
  }

  /** What is to be said of {@code -cert} and {@code -key}, be they good or not. */
  public CertificateChecklist checklist() throws CommandFailure, PemException {
    if (cert == null) {
      throw new CommandFailure("there is no certificate to look at: -cert FILE");
    }
    CertificateChecklist.Builder list =
        CertificateChecklist.of(Certificates.read(cert))
            .key(PrivateKeys.read(keyFile(), key.password()));
    return trust().map(list::trust).orElse(list).check();
  }

  /** Where {@code -cert} is. */
  public String certificateFile() {
    return String.valueOf(cert);
  }

  /** Sets everything that these options say, but for what the recorders do. */
  public SslContext.Builder applyTo(SslContext.Builder builder)
      throws CommandFailure, PemException {
    credential().ifPresent(builder::credential);
    trust().ifPresent(builder::trust);
    versions.applyTo(builder);
    switches().entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .forEach(builder::options);
    set("-groups", groups, builder::groups);
    set("-ciphersuites", cipherSuites, builder::cipherSuites);
    set("-cipher", cipherList, builder::cipherList);
    set("-sigalgs", signatureSchemes, builder::signatureSchemes);
    set("-alpn", alpn, list -> builder.alpn(list.split(",", -1)));
    return builder;
  }

  private Map<SslOption, Boolean> switches() {
    return Map.of(
        SslOption.NO_TICKET, noTicket,
        SslOption.ALLOW_NO_DHE_KEX, allowNoDheKex,
        SslOption.NO_EXTENDED_MASTER_SECRET, noExtendedMainSecret,
        SslOption.NO_RENEGOTIATION, noRenegotiation,
        SslOption.ALLOW_UNSAFE_LEGACY_RENEGOTIATION, legacyRenegotiation);
  }

  /**
   * Refuses a session that these options rule out.
   *
   * @param origin where it is from, for the complaint
   */
  public void checkThatItCanBeOffered(SslSession session, String origin) throws CommandFailure {
    if (!versions.allow(session.version())) {
      throw new CommandFailure(
          origin + ": a session of " + session.version() + ", which is not to be spoken");
    }
    try {
      SslContext.Builder builder = applyTo(SslContext.client());
      boolean offered =
          session.version().isAtLeast(ProtocolVersion.TLS_1_3)
              ? builder.cipherSuites().stream().anyMatch(suite -> sameHash(suite, session))
              : builder.olderCipherSuites().contains(session.cipherSuite());
      if (!offered) {
        throw new CommandFailure(
            origin
                + ": a session with "
                + session.cipherSuite().openSslName()
                + ", which is not to be offered");
      }
    } catch (PemException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  // RFC 9846 4.3.11: a ticket goes with all suites of its hash.
  private static boolean sameHash(CipherSuite suite, SslSession session) {
    return hash(suite).equals(hash(session.cipherSuite()));
  }

  private static Optional<HashAlgorithm> hash(CipherSuite suite) {
    return SuiteParameters.of(suite).map(SuiteParameters::hash);
  }

  /** Tells what is wrong with what the user allows. */
  public void warn(PrintStream err) {
    versions.warn(err);
  }

  /** The protocols of {@code -alpn}. */
  public List<String> protocols() {
    return alpn == null ? List.of() : List.of(alpn.split(",", -1));
  }

  /** The newest version that may be spoken. */
  public ProtocolVersion newestVersion() {
    return versions.newest();
  }

  private static void set(String option, String value, Function<String, SslContext.Builder> setter)
      throws CommandFailure {
    if (value == null) {
      return;
    }
    try {
      SslContext.Builder ignored = setter.apply(value);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(option + ": " + e.getMessage(), e);
    }
  }
}
