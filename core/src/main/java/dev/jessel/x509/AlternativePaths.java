// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Searches all ways from the leaf to an anchor with the JDK's path builder: the second attempt,
 * where cross-signed certificates make the straight way lead nowhere.
 */
final class AlternativePaths {
  private final PathRequest request;

  AlternativePaths(PathRequest request) {
    this.request = request;
  }

  /** A chain, anchor included, that PKIX accepts; empty if there is none or the search is long. */
  Optional<List<PeerCertificate>> find() {
    Map<TrustAnchor, PeerCertificate> anchors = reachableAnchors();
    if (anchors.isEmpty()) {
      return Optional.empty(); // the usual case for a chain that nobody here knows
    }
    try {
      return Optional.of(search(anchors));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Unchecked: the budget is spent, or the JDK stumbled over a constraint that it does not
      // know. Neither is a path.
      return Optional.empty();
    }
  }

  private List<PeerCertificate> search(Map<TrustAnchor, PeerCertificate> anchors)
      throws GeneralSecurityException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(request.leaf().toX509());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors.keySet(), target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(usable())));
    parameters.addCertPathChecker(new SearchBudget());
    parameters.setDate(Date.from(request.now()));
    parameters.setMaxPathLength(request.maxDepth());
    parameters.setRevocationEnabled(false);
    parameters.setPolicyQualifiersRejected(false);
    CertPathBuilder builder = CertPathBuilder.getInstance("PKIX");
    PKIXCertPathBuilderResult found = (PKIXCertPathBuilderResult) builder.build(parameters);
    return chain(found, anchors.get(found.getTrustAnchor()));
  }

  /** The valid anchors that have issued anything that was presented. */
  private Map<TrustAnchor, PeerCertificate> reachableAnchors() {
    Map<TrustAnchor, PeerCertificate> reachable = new HashMap<>();
    for (PeerCertificate presented : request.presented()) {
      for (PeerCertificate anchor : request.anchors().namedAsIssuerOf(presented)) {
        if (request.isAnchor(anchor) && anchor.isValidAt(request.now())) {
          add(reachable, anchor);
        }
      }
    }
    return reachable;
  }

  private static void add(Map<TrustAnchor, PeerCertificate> anchors, PeerCertificate anchor) {
    try {
      anchors.put(PkixCheck.anchor(anchor), anchor);
    } catch (TlsException | IllegalArgumentException e) {
      return; // an anchor whose key or name the JDK cannot read anchors nothing
    }
  }

  private List<X509Certificate> usable() {
    return request.presented().stream()
        .filter(this::keepsTheRules)
        .map(AlternativePaths::x509)
        .flatMap(Optional::stream)
        .toList();
  }

  // The JDK does not know the purpose and the security level: without those that break them, it
  // cannot choose a way that will be refused afterwards.
  private boolean keepsTheRules(PeerCertificate presented) {
    if (presented.equals(request.leaf())) {
      return true;
    }
    SecurityLevelRules level = new SecurityLevelRules(request.securityLevel());
    return PurposeRules.of(request.purpose()).allow(presented, true) && level.allow(presented);
  }

  // What the JDK cannot read, no path leads through.
  private static Optional<X509Certificate> x509(PeerCertificate presented) {
    try {
      return Optional.of(presented.toX509());
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  private List<PeerCertificate> chain(PKIXCertPathBuilderResult found, PeerCertificate anchor)
      throws CertificateException {
    List<PeerCertificate> chain = new ArrayList<>();
    for (Certificate certificate : found.getCertPath().getCertificates()) {
      chain.add(presentedAs(certificate));
    }
    chain.add(anchor);
    return chain;
  }

  private PeerCertificate presentedAs(Certificate certificate) throws CertificateException {
    byte[] der = certificate.getEncoded();
    return request.presented().stream()
        .filter(presented -> Arrays.equals(presented.der().toArray(), der))
        .findFirst()
        .orElseThrow(() -> new CertificateException("a certificate that nobody presented"));
  }
}
