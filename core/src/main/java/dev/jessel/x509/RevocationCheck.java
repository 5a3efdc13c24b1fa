// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether certificates of a chain stand on a revocation list (RFC 5280 6.3), by lists at hand.
 * Indirect and delta lists, and those for a part of a CA's certificates that a distribution point
 * names, count as none.
 */
final class RevocationCheck {
  private static final String CRL_NUMBER = "2.5.29.20";
  private static final String DELTA_INDICATOR = "2.5.29.27";
  private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
  private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
  private static final Set<String> UNDERSTOOD =
      Set.of(CRL_NUMBER, ISSUING_DISTRIBUTION_POINT, AUTHORITY_KEY_IDENTIFIER);
  private static final int FOR_USERS = DerTag.implicit(1);
  private static final int FOR_CAS = DerTag.implicit(2);

  private final RevocationLists lists;
  private final boolean wholeChain;

  RevocationCheck(RevocationLists lists, boolean wholeChain) {
    this.lists = lists;
    this.wholeChain = wholeChain;
  }

  Optional<Finding> check(List<PeerCertificate> chain, Instant now, boolean strict) {
    int asked = wholeChain ? chain.size() : 1;
    for (int depth = 0; depth < asked; depth++) {
      PeerCertificate issuer = chain.get(Math.min(depth + 1, chain.size() - 1));
      VerifyResult result = check(chain.get(depth), issuer, now, strict);
      if (result != VerifyResult.OK) {
        return Optional.of(new Finding(result, depth));
      }
    }
    return Optional.empty();
  }

  // The first list that can be used decides; if there is none, the last one says why.
  private VerifyResult check(
      PeerCertificate certificate, PeerCertificate issuer, Instant now, boolean strict) {
    VerifyResult result = VerifyResult.UNABLE_TO_GET_CRL;
    for (X509CRL list : lists.issuedBy(certificate.issuerDer())) {
      result = usable(list, certificate, issuer, now, strict);
      if (result == VerifyResult.OK) {
        return isOn(list, certificate.serial()) ? VerifyResult.CERT_REVOKED : VerifyResult.OK;
      }
    }
    return result;
  }

  private static boolean isOn(X509CRL list, BigInteger serial) {
    return list.getRevokedCertificate(serial) != null;
  }

  private static VerifyResult usable(
      X509CRL list,
      PeerCertificate certificate,
      PeerCertificate issuer,
      Instant now,
      boolean strict) {
    if (!issuer.extensions().allowsAnyUsage(KeyUsageBit.CRL_SIGN)) {
      return VerifyResult.KEYUSAGE_NO_CRL_SIGN;
    }
    if (!covers(list, certificate)) {
      return VerifyResult.DIFFERENT_CRL_SCOPE;
    }
    if (now.isBefore(list.getThisUpdate().toInstant())) {
      return VerifyResult.CRL_NOT_YET_VALID;
    }
    if (list.getNextUpdate() != null && now.isAfter(list.getNextUpdate().toInstant())) {
      return VerifyResult.CRL_HAS_EXPIRED;
    }
    Set<String> critical = list.getCriticalExtensionOIDs();
    if (critical != null && !UNDERSTOOD.containsAll(critical)) {
      return VerifyResult.UNHANDLED_CRITICAL_CRL_EXTENSION;
    }
    if (strict && !isNumbered(list)) {
      return VerifyResult.UNSUPPORTED_EXTENSION_FEATURE;
    }
    return isSignedBy(list, issuer) ? VerifyResult.OK : VerifyResult.CRL_SIGNATURE_FAILURE;
  }

  // RFC 5280 5.2.3: always there, never critical.
  private static boolean isNumbered(X509CRL list) {
    Set<String> plain = list.getNonCriticalExtensionOIDs();
    return plain != null && plain.contains(CRL_NUMBER);
  }

  private static boolean isSignedBy(X509CRL list, PeerCertificate issuer) {
    try {
      PublicKey key = issuer.publicKey();
      list.verify(key);
      return true;
    } catch (TlsException | GeneralSecurityException e) {
      return false;
    }
  }

  // RFC 5280 5.2.5.
  private static boolean covers(X509CRL list, PeerCertificate certificate) {
    byte[] scope = list.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
    if (list.getExtensionValue(DELTA_INDICATOR) != null) {
      return false;
    }
    if (scope == null) {
      return true;
    }
    boolean isCa = certificate.extensions().basicConstraints().map(c -> c.isCa()).orElse(false);
    try {
      DerReader fields = DerReader.of(scope).next(DerTag.OCTET_STRING).content().sequence();
      boolean covered = true;
      while (!fields.isEmpty()) {
        DerElement field = fields.next();
        boolean known = field.tag() == FOR_USERS && !isCa || field.tag() == FOR_CAS && isCa;
        covered &= known || field.length() == 1 && !field.bool();
      }
      return covered;
    } catch (DerException e) {
      return false;
    }
  }
}
