// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.Subtree.IncomparableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name constraints of a chain, the anchor's included (RFC 5280 6.1.3 and 6.1.4). Each
 * certificate must satisfy those of all its issuers; a self-issued one in the middle is exempt.
 *
 * <p>Names are those of the subject and of its alternative names. A common name is no host name
 * here, because none is ever taken for one.
 */
final class NameConstraintCheck {
  /** More comparisons than this for one pair of certificates are not made; as in OpenSSL. */
  static final int MAX_COMPARISONS = 1 << 20;

  private final List<PeerCertificate> chain;

  NameConstraintCheck(List<PeerCertificate> chain) {
    this.chain = chain;
  }

  Optional<Finding> check() {
    for (int depth = chain.size() - 1; depth >= 0; depth--) {
      PeerCertificate certificate = chain.get(depth);
      if (depth > 0 && certificate.isSelfIssued()) {
        continue;
      }
      Optional<VerifyResult> broken = check(certificate, depth);
      if (broken.isPresent()) {
        return Optional.of(new Finding(broken.get(), depth));
      }
    }
    return Optional.empty();
  }

  private Optional<VerifyResult> check(PeerCertificate certificate, int depth) {
    for (int issuer = chain.size() - 1; issuer > depth; issuer--) {
      Optional<NameConstraints> constraints = chain.get(issuer).extensions().nameConstraints();
      Optional<VerifyResult> broken = constraints.flatMap(c -> check(certificate, c));
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private static Optional<VerifyResult> check(
      PeerCertificate certificate, NameConstraints constraints) {
    List<GeneralName> names = names(certificate);
    long counted = names.size() + (long) certificate.fields().subject().attributeCount();
    if (counted * constraints.size() > MAX_COMPARISONS) {
      return Optional.of(VerifyResult.UNSPECIFIED);
    }
    if (constraints.hasDistances()) {
      return Optional.of(VerifyResult.SUBTREE_MINMAX);
    }
    try {
      for (GeneralName name : names) {
        if (!isPermitted(name, constraints.permitted())) {
          return Optional.of(VerifyResult.PERMITTED_VIOLATION);
        }
        if (isExcluded(name, constraints.excluded())) {
          return Optional.of(VerifyResult.EXCLUDED_VIOLATION);
        }
      }
      return Optional.empty();
    } catch (IncomparableException e) {
      return Optional.of(e.result());
    }
  }

  private static List<GeneralName> names(PeerCertificate certificate) {
    List<GeneralName> names = new ArrayList<>();
    DistinguishedName subject = certificate.fields().subject();
    if (!subject.isEmpty()) {
      names.add(new GeneralName(GeneralName.Form.DIRECTORY, certificate.subjectDer()));
    }
    for (String address : subject.emailAddresses()) {
      Bytes value = Bytes.of(address.getBytes(StandardCharsets.ISO_8859_1));
      names.add(new GeneralName(GeneralName.Form.EMAIL, value));
    }
    names.addAll(certificate.extensions().subjectAltNames().all());
    return names;
  }

  private static boolean isPermitted(GeneralName name, List<GeneralName> permitted)
      throws IncomparableException {
    boolean constrained = false;
    for (GeneralName base : permitted) {
      if (base.form() == name.form()) {
        constrained = true;
        if (new Subtree(base).contains(name)) {
          return true;
        }
      }
    }
    return !constrained;
  }

  private static boolean isExcluded(GeneralName name, List<GeneralName> excluded)
      throws IncomparableException {
    for (GeneralName base : excluded) {
      if (base.form() == name.form() && new Subtree(base).touches(name)) {
        return true;
      }
    }
    return false;
  }
}
