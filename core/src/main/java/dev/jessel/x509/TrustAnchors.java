// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The certificates that one trusts without asking further: what OpenSSL calls a trust store.
 * Immutable, safe for use by several threads, and worth keeping: loading costs milliseconds.
 */
public final class TrustAnchors {
  private static final TrustAnchors NONE = new TrustAnchors(Set.of());

  private final Set<PeerCertificate> certificates;
  private final Map<String, List<PeerCertificate>> bySubject;

  private TrustAnchors(Collection<PeerCertificate> certificates) {
    this.certificates = new LinkedHashSet<>(certificates);
    this.bySubject = new LinkedHashMap<>();
    for (PeerCertificate certificate : this.certificates) {
      String subject = certificate.fields().subjectName().canonical();
      bySubject.computeIfAbsent(subject, name -> new ArrayList<>()).add(certificate);
    }
  }

  /**
   * No anchors: no chain is trusted.
   *
   * @return the empty set
   */
  public static TrustAnchors none() {
    return NONE;
  }

  /**
   * Given certificates.
   *
   * @param certificates roots, or intermediates if partial chains are to be accepted
   * @return the anchors
   * @throws IllegalArgumentException if one of them cannot be read
   */
  public static TrustAnchors of(Collection<X509Certificate> certificates) {
    List<PeerCertificate> read = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      try {
        read.add(PeerCertificate.read(Bytes.of(certificate.getEncoded())));
      } catch (DerException | CertificateEncodingException e) {
        throw new IllegalArgumentException("malformed certificate", e);
      }
    }
    return new TrustAnchors(read);
  }

  static TrustAnchors ofRead(Collection<PeerCertificate> certificates) {
    return new TrustAnchors(certificates);
  }

  /**
   * All certificates of a file, as {@code SSL_CTX_load_verify_file(3)} reads them.
   *
   * @param file PEM or DER, up to 16 MiB
   * @return at least one anchor
   * @throws PemException if the file cannot be read, holds none, or one is malformed
   */
  public static TrustAnchors ofPemFile(Path file) throws PemException {
    return new TrustAnchors(Certificates.read(file));
  }

  /**
   * All certificates in the files of a directory: those named {@code *.pem}, {@code *.crt} or
   * {@code *.cer} and those with the hash names that {@code openssl rehash} makes. Read now, not on
   * demand as {@code SSL_CTX_load_verify_dir(3)} does; files without certificates are passed over.
   *
   * @param directory not searched deeper
   * @return perhaps no anchors
   * @throws PemException if the directory cannot be listed
   */
  public static TrustAnchors ofDirectory(Path directory) throws PemException {
    return new TrustAnchors(AnchorSources.inDirectory(directory));
  }

  /**
   * The anchors that come with the JDK: its {@code cacerts} file.
   *
   * @return the anchors
   * @throws PemException if the file cannot be read
   */
  public static TrustAnchors jdk() throws PemException {
    return of(AnchorSources.inCacerts(Path.of(System.getProperty("java.home"))));
  }

  /**
   * The anchors of the machine: what {@code SSL_CERT_FILE} and {@code SSL_CERT_DIR} name, else the
   * bundle that the operating system keeps in one of the well-known places, else {@link #jdk}.
   *
   * @return the anchors
   * @throws PemException if what the environment names cannot be read
   */
  public static TrustAnchors system() throws PemException {
    TrustAnchors found = ofRead(AnchorSources.onMachine(System.getenv(), Path.of("/")));
    return found.isEmpty() ? jdk() : found;
  }

  /**
   * The anchors in the machine's file: the one that {@code SSL_CERT_FILE} names, else the bundle
   * that the operating system keeps in one of the well-known places.
   *
   * @return none if there is no such file
   * @throws PemException if the file cannot be read
   */
  public static TrustAnchors systemFile() throws PemException {
    return ofRead(AnchorSources.fileOnMachine(System.getenv(), Path.of("/")));
  }

  /**
   * The anchors in the machine's directories: those that {@code SSL_CERT_DIR} names, else the one
   * where most systems keep theirs.
   *
   * @return none if there is no such directory
   * @throws PemException if a directory cannot be listed
   */
  public static TrustAnchors systemDirectory() throws PemException {
    return ofRead(AnchorSources.directoriesOnMachine(System.getenv(), Path.of("/")));
  }

  /**
   * These anchors and others.
   *
   * @param others added
   * @return the union
   */
  public TrustAnchors plus(TrustAnchors others) {
    Set<PeerCertificate> both = new LinkedHashSet<>(certificates);
    both.addAll(others.certificates);
    return new TrustAnchors(both);
  }

  /**
   * The anchors themselves, in the order in which they were loaded, each once.
   *
   * @return a copy
   */
  public List<PeerCertificate> certificates() {
    return List.copyOf(certificates);
  }

  /**
   * Whether there are none.
   *
   * @return true if no chain can be trusted
   */
  public boolean isEmpty() {
    return certificates.isEmpty();
  }

  /** Those that bear the name of whoever issued a certificate. */
  List<PeerCertificate> namedAsIssuerOf(PeerCertificate certificate) {
    return bySubject.getOrDefault(certificate.fields().issuerName().canonical(), List.of());
  }

  boolean contains(PeerCertificate certificate) {
    return certificates.contains(certificate);
  }

  /** The number of anchors. */
  @Override
  public String toString() {
    return "TrustAnchors[" + certificates.size() + "]";
  }
}
