// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
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
  private final Map<String, List<X509CRL>> byIssuer = new HashMap<>();
  private final int count;

  private RevocationLists(Collection<X509CRL> lists) {
    this.count = lists.size();
    for (X509CRL list : lists) {
      Bytes issuer = Bytes.of(list.getIssuerX500Principal().getEncoded());
      byIssuer
          .computeIfAbsent(CertificateNames.canonical(issuer), name -> new ArrayList<>())
          .add(list);
    }
  }

  /**
   * Given lists.
   *
   * @param lists in any order, of any issuers
   * @return the set
   */
  public static RevocationLists of(Collection<X509CRL> lists) {
    return new RevocationLists(List.copyOf(lists));
  }

  /**
   * All lists of a file, as {@code X509_load_crl_file(3)} reads them.
   *
   * @param file PEM or DER, up to 16 MiB
   * @return at least one list
   * @throws PemException if the file cannot be read, holds none, or one is malformed
   */
  public static RevocationLists ofPemFile(Path file) throws PemException {
    byte[] content = SourceFile.read(file);
    List<X509CRL> lists = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] der : encodings(file, content)) {
        lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(der)));
      }
    } catch (CRLException | CertificateException e) {
      throw new PemException(file.toString(), "malformed revocation list", e);
    }
    if (lists.isEmpty()) {
      throw new PemException(file.toString(), "no revocation list found");
    }
    return of(lists);
  }

  private static List<byte[]> encodings(Path file, byte[] content) throws PemException {
    if (!Pem.looksLikePem(content)) {
      return List.of(content);
    }
    List<byte[]> found = new ArrayList<>();
    for (PemBlock block : Pem.read(file.toString(), content)) {
      if (block.label().equals("X509 CRL")) {
        found.add(block.content());
      }
    }
    return found;
  }

  List<X509CRL> issuedBy(Bytes issuer) {
    return byIssuer.getOrDefault(CertificateNames.canonical(issuer), List.of());
  }

  /** The number of lists. */
  @Override
  public String toString() {
    return "RevocationLists[" + count + "]";
  }
}
