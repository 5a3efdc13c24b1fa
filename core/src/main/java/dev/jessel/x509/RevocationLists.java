// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.pem.Pem;
import dev.jessel.x509.pem.PemBlock;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Certificate revocation lists at hand, by issuer (RFC 5280 5). Nothing is ever fetched. Immutable,
 * safe for use by several threads.
 */
public final class RevocationLists {
  private static final RevocationLists NONE = new RevocationLists(List.of());

  private final List<X509CRL> all;
  private final Map<String, List<X509CRL>> byIssuer = new HashMap<>();

  private RevocationLists(Collection<X509CRL> lists) {
    this.all = List.copyOf(lists);
    for (X509CRL list : lists) {
      Bytes issuer = Bytes.of(list.getIssuerX500Principal().getEncoded());
      byIssuer
          .computeIfAbsent(CertificateNames.canonical(issuer), name -> new ArrayList<>())
          .add(list);
    }
  }

  /**
   * No lists.
   *
   * @return the empty set
   */
  public static RevocationLists none() {
    return NONE;
  }

  /**
   * Given lists.
   *
   * @param lists in any order, of any issuers
   * @return the set
   */
  public static RevocationLists of(Collection<X509CRL> lists) {
    return new RevocationLists(lists);
  }

  /**
   * All lists of a file, as {@code X509_load_crl_file(3)} reads them.
   *
   * @param file PEM or DER, up to 16 MiB
   * @return at least one list
   * @throws PemException if the file cannot be read, holds none, or one is malformed
   */
  public static RevocationLists ofPemFile(Path file) throws PemException {
    return parse(file.toString(), SourceFile.read(file));
  }

  /**
   * All lists in some bytes.
   *
   * @param source what to call the bytes in an error message
   * @param content PEM or DER
   * @return at least one list
   * @throws PemException if there is none, or one is malformed
   */
  public static RevocationLists parse(String source, byte[] content) throws PemException {
    List<X509CRL> lists = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] der : encodings(source, content)) {
        lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(der)));
      }
    } catch (CRLException | CertificateException e) {
      throw new PemException(source, "malformed revocation list", e);
    }
    if (lists.isEmpty()) {
      throw new PemException(source, "no revocation list found");
    }
    return of(lists);
  }

  private static List<byte[]> encodings(String source, byte[] content) throws PemException {
    if (!Pem.looksLikePem(content)) {
      return List.of(content);
    }
    List<byte[]> found = new ArrayList<>();
    for (PemBlock block : Pem.read(source, content)) {
      if (block.label().equals("X509 CRL")) {
        found.add(block.content());
      }
    }
    return found;
  }

  /**
   * These lists and others.
   *
   * @param others added
   * @return the union
   */
  public RevocationLists plus(RevocationLists others) {
    List<X509CRL> both = new ArrayList<>(all);
    both.addAll(others.all);
    return of(both);
  }

  /**
   * The lists themselves.
   *
   * @return in the order in which they were given
   */
  public List<X509CRL> all() {
    return all;
  }

  List<X509CRL> issuedBy(Bytes issuer) {
    return byIssuer.getOrDefault(CertificateNames.canonical(issuer), List.of());
  }

  /** The number of lists. */
  @Override
  public String toString() {
    return "RevocationLists[" + all.size() + "]";
  }
}
