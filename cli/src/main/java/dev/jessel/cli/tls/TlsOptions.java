// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.cli.CommandFailure;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.CertificateChecklist;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PemException;
import dev.jessel.x509.PrivateKeys;
import dev.jessel.x509.TrustAnchors;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that {@code s_client} and {@code s_server} share, under OpenSSL's names. */
public final class TlsOptions {
  @Option(names = "-cert", paramLabel = "FILE", description = "Certificate chain, leaf first.")
  private Path cert;

  @Option(names = "-key", paramLabel = "FILE", description = "Private key; default: in -cert.")
  private Path key;

  @Option(
      names = "-pass",
      paramLabel = "SOURCE",
      description = "Password of the key: pass:TEXT, env:NAME or file:PATH.")
  private String pass;

  @Option(names = "-CAfile", paramLabel = "FILE", description = "Certificates to trust.")
  private Path caFile;

  @Option(names = "-CApath", paramLabel = "DIR", description = "Directory of such files.")
  private Path caPath;

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

  @Option(names = "-no_renegotiation", description = "Renegotiate with nobody (up to TLS 1.2).")
  private boolean noRenegotiation;

  @Option(
      names = "-legacy_renegotiation",
      description = "Renegotiate with peers without RFC 5746 too. Unsafe.")
  private boolean legacyRenegotiation;

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

  /** For {@code -verify_return_error}. */
  public boolean mustVerify() {
    return verifyReturnError;
  }

  /** What {@code -CAfile} and {@code -CApath} hold; empty when neither is given. */
  public Optional<TrustAnchors> trust() throws PemException {
    if (caFile == null && caPath == null) {
      return Optional.empty();
    }
    TrustAnchors anchors = TrustAnchors.none();
    if (caFile != null) {
      anchors = anchors.plus(TrustAnchors.ofPemFile(caFile));
    }
    if (caPath != null) {
      anchors = anchors.plus(TrustAnchors.ofDirectory(caPath));
    }
    return Optional.of(anchors);
  }

  /** What {@code -cert} and {@code -key} hold; empty when there is no {@code -cert}. */
  public Optional<Credential> credential() throws CommandFailure, PemException {
    if (cert == null) {
      if (key != null) {
        throw new CommandFailure("-key needs -cert");
      }
      return Optional.empty();
    }
    PasswordSource password = pass == null ? PasswordSource.none() : Password.parse(pass);
    return Optional.of(Credential.ofPem(cert, key == null ? cert : key, password));
  }

  /** What is to be said of {@code -cert} and {@code -key}, be they good or not. */
  public CertificateChecklist checklist() throws CommandFailure, PemException {
    if (cert == null) {
      throw new CommandFailure("there is no certificate to look at: -cert FILE");
    }
    PasswordSource password = pass == null ? PasswordSource.none() : Password.parse(pass);
    CertificateChecklist.Builder list =
        CertificateChecklist.of(Certificates.read(cert))
            .key(PrivateKeys.read(key == null ? cert : key, password));
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
    if (noRenegotiation) {
      builder.options(SslOption.NO_RENEGOTIATION);
    }
    if (legacyRenegotiation) {
      builder.options(SslOption.ALLOW_UNSAFE_LEGACY_RENEGOTIATION);
    }
    set("-groups", groups, builder::groups);
    set("-ciphersuites", cipherSuites, builder::cipherSuites);
    set("-cipher", cipherList, builder::cipherList);
    set("-sigalgs", signatureSchemes, builder::signatureSchemes);
    set("-alpn", alpn, list -> builder.alpn(list.split(",", -1)));
    return builder;
  }

  /** Tells what is wrong with what the user allows. */
  public void warn(PrintStream err) {
    versions.warn(err);
  }

  /** The protocols of {@code -alpn}. */
  public List<String> protocols() {
    return alpn == null ? List.of() : List.of(alpn.split(",", -1));
  }

  Optional<Path> keyLogFile() {
    return Optional.ofNullable(keyLogFile);
  }

  Optional<Path> pcap() {
    return Optional.ofNullable(pcap);
  }

  /** The newest version that may be spoken. */
  ProtocolVersion newestVersion() {
    return versions.newest();
  }

  boolean showsMessages() {
    return msg;
  }

  boolean showsStates() {
    return state;
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
