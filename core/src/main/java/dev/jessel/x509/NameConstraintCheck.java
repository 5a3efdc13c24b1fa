// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.Subtree.IncomparableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The name constraints of a chain, the anchor's included (RFC 5280 6.1.3 and 6.1.4). Each
 * certificate must satisfy those of all its issuers; a self-issued one in the middle is exempt.
 *
 * <p>Names are those of the subject and of its alternative names. A common name is no host name
 * here, unless it is taken for one when names are compared.
 */
final class NameConstraintCheck {
  /** More comparisons than this for one pair of certificates are not made; as in OpenSSL. */
  static final int MAX_COMPARISONS = 1 << 20;

  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?([A-Za-z0-9_-]{1,63}\\.)+[A-Za-z0-9_-]{1,63}");

  private final List<PeerCertificate> chain;
  private final boolean commonNameCounts;

  /**
   * @param commonNameCounts whether the leaf's common name is taken for a host name, and so must
   *     keep to the constraints on those
   */
  NameConstraintCheck(List<PeerCertificate> chain, boolean commonNameCounts) {
    this.chain = chain;
    this.commonNameCounts = commonNameCounts;
  }

  /** What is broken, from the anchor down. */
  Stream<Finding> findings() {
    return IntStream.rangeClosed(1, chain.size())
        .mapToObj(n -> chain.size() - n)
        .filter(depth -> depth == 0 || !chain.get(depth).isSelfIssued())
        .flatMap(depth -> broken(depth).map(result -> new Finding(result, depth)));
  }

  private Stream<VerifyResult> broken(int depth) {
    return IntStream.range(0, chain.size() - 1 - depth)
        .mapToObj(n -> chain.get(chain.size() - 1 - n).extensions().nameConstraints())
        .flatMap(Optional::stream)
        .flatMap(constraints -> check(depth, constraints).stream());
  }

  private Optional<VerifyResult> check(int depth, NameConstraints constraints) {
    PeerCertificate certificate = chain.get(depth);
    List<GeneralName> names = names(certificate);
    if (depth == 0 && commonNameCounts) {
      certificate.commonName().flatMap(NameConstraintCheck::asHost).ifPresent(names::add);
    }
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

  // As in OpenSSL: a common name that looks like no host name is none.
  private static Optional<GeneralName> asHost(String commonName) {
    return HOST.matcher(commonName).matches()
        ? Optional.of(
            new GeneralName(
                GeneralName.Form.DNS, Bytes.of(commonName.getBytes(StandardCharsets.ISO_8859_1))))
        : Optional.empty();
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
