// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.testkit.TestClock;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.PrivateKeys;
import dev.jessel.x509.TrustAnchors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates that all targets use, which never change: what a seed holds must fit to them
 * next year. {@link IdentityFiles} makes them anew.
 */
public final class Identities {
  /** Who signs. */
  public static final String AUTHORITY = "authority";

  /** A server's P-256 certificate for localhost. */
  public static final Credential SERVER = credential("server");

  /** A server's RSA certificate for localhost. */
  public static final Credential RSA_SERVER = credential("rsa-server");

  /** A client's P-256 certificate. */
  public static final Credential CLIENT = credential("client");

  private Identities() {}

  /** Trust in the authority. */
  public static TrustAnchors trust() {
    return TrustAnchors.of(x509(certificates(AUTHORITY)));
  }

  /** A time at which all certificates are good. */
  public static Instant now() {
    return certificates("server").get(0).notBefore().plus(Duration.ofDays(2));
  }

  /** A clock that shows it. */
  public static TestClock clock() {
    return TestClock.at(now());
  }

  /** A file of this package. */
  public static byte[] file(String name) {
    try (InputStream file = Identities.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("no file " + name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<PeerCertificate> certificates(String name) {
    try {
      return Certificates.parse(name, file(name + ".crt"));
    } catch (PemException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Credential credential(String name) {
    try {
      return Credential.of(
          PrivateKeys.parse(name, file(name + ".key"), PasswordSource.none()),
          x509(certificates(name)));
    } catch (PemException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<X509Certificate> x509(List<PeerCertificate> certificates) {
    List<X509Certificate> all = new ArrayList<>();
    for (PeerCertificate certificate : certificates) {
      try {
        all.add(certificate.toX509());
      } catch (CertificateException e) {
        throw new IllegalStateException(e);
      }
    }
    return all;
  }
}
