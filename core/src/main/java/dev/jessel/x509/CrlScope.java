// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.x509.CertificateExtensions.AuthorityKeyIdentifier;
import java.security.cert.X509CRL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A revocation list, seen from a certificate.
 *
 * @param list of the certificate's issuer, complete, for all reasons
 * @param certificate the one that may stand on it
 * @param issuer who must have signed the list
 * @param covers whether the certificate is among those that the list is about
 */
record CrlScope(X509CRL list, PeerCertificate certificate, PeerCertificate issuer, boolean covers) {
  static final String CRL_NUMBER = "2.5.29.20";
  private static final String DELTA_INDICATOR = "2.5.29.27";
  private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
  private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
  private static final Set<String> UNDERSTOOD =
      Set.of(CRL_NUMBER, ISSUING_DISTRIBUTION_POINT, AUTHORITY_KEY_IDENTIFIER);

  // RFC 5280 5.2.5.
  private static final int PLACE = DerTag.constructed(0);
  private static final int FOR_USERS = DerTag.implicit(1);
  private static final int FOR_CAS = DerTag.implicit(2);
  private static final int SOME_REASONS = DerTag.implicit(3);
  private static final int INDIRECT = DerTag.implicit(4);

  /** Empty for a list of no use: a delta, an indirect one, one that another key signed. */
  static Optional<CrlScope> of(X509CRL list, List<PeerCertificate> chain, int depth) {
    PeerCertificate certificate = chain.get(depth);
    try {
      Optional<PeerCertificate> issuer = issuer(list, chain, depth);
      Optional<Boolean> covers = covers(list, certificate);
      boolean isDelta = list.getExtensionValue(DELTA_INDICATOR) != null;
      return isDelta || issuer.isEmpty() || covers.isEmpty()
          ? Optional.empty()
          : Optional.of(new CrlScope(list, certificate, issuer.get(), covers.get()));
    } catch (DerException e) {
      return Optional.empty();
    }
  }

  /** Whether no critical extension is unknown. */
  boolean isUnderstood() {
    Set<String> critical = list.getCriticalExtensionOIDs();
    return critical == null || UNDERSTOOD.containsAll(critical);
  }

  // The certificate's issuer, or one above it that has the same name and changed its key since.
  private static Optional<PeerCertificate> issuer(
      X509CRL list, List<PeerCertificate> chain, int depth) throws DerException {
    Optional<AuthorityKeyIdentifier> claimed = keyIdentifier(list);
    int from = Math.min(depth + 1, chain.size() - 1);
    return chain.subList(from, chain.size()).stream()
        .filter(one -> CertificateNames.same(one.subjectDer(), chain.get(depth).issuerDer()))
        .filter(one -> claimed.isEmpty() || Issuance.agrees(claimed.get(), one))
        .findFirst();
  }

  private static Optional<AuthorityKeyIdentifier> keyIdentifier(X509CRL list) throws DerException {
    byte[] value = list.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
    return value == null
        ? Optional.empty()
        : Optional.of(CertificateExtensions.authorityKeyId(content(value).next()));
  }

  private static DerReader content(byte[] value) throws DerException {
    return DerReader.of(value).next(DerTag.OCTET_STRING).content();
  }

  /** Empty when the list is not for all reasons, or not of the certificate's issuer alone. */
  private static Optional<Boolean> covers(X509CRL list, PeerCertificate certificate)
      throws DerException {
    byte[] value = list.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
    if (value == null) {
      return Optional.of(true);
    }
    boolean isCa = certificate.extensions().basicConstraints().map(c -> c.isCa()).orElse(false);
    boolean covered = true;
    for (DerReader fields = content(value).sequence(); !fields.isEmpty(); ) {
      DerElement field = fields.next();
      int tag = field.tag();
      if (tag == SOME_REASONS || tag == INDIRECT && field.bool()) {
        return Optional.empty();
      }
      if (tag == PLACE) {
        covered &= isNamed(DistributionPoints.names(field), certificate);
      } else if (field.bool()) {
        covered &= tag == FOR_USERS && !isCa || tag == FOR_CAS && isCa;
      }
    }
    return Optional.of(covered);
  }

  /** Whether the certificate says that its list is to be had at one of some places. */
  private static boolean isNamed(List<GeneralName> places, PeerCertificate certificate)
      throws DerException {
    return DistributionPoints.of(certificate.extensions()).stream()
        .anyMatch(point -> !Collections.disjoint(point, places));
  }
}
