// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a certificate says about policies (RFC 5280 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14).
 *
 * @param policies the policies under which it was issued; empty when it does not say
 * @param mappings of the issuer's policies to the subject's
 * @param requireExplicit after how many certificates a policy is required; {@link #NEVER}
 * @param inhibitMapping after how many certificates nothing is mapped; {@link #NEVER}
 * @param inhibitAny after how many certificates {@code anyPolicy} counts as none; {@link #NEVER}
 */
record PolicyExtensions(
    Optional<Set<String>> policies,
    List<Mapping> mappings,
    int requireExplicit,
    int inhibitMapping,
    int inhibitAny) {
  static final String POLICIES = "2.5.29.32";
  static final String POLICY_MAPPINGS = "2.5.29.33";
  static final String POLICY_CONSTRAINTS = "2.5.29.36";
  static final String INHIBIT_ANY_POLICY = "2.5.29.54";

  /** The policy that stands for all. */
  static final String ANY = "2.5.29.32.0";

  static final int NEVER = Integer.MAX_VALUE;

  /** One policy of the issuer's, and one of the subject's that is as good. */
  record Mapping(String issuers, String subjects) {}

  static PolicyExtensions read(CertificateExtensions extensions) throws DerException {
    int[] constraints = constraints(extensions.content(POLICY_CONSTRAINTS));
    Optional<DerReader> any = extensions.content(INHIBIT_ANY_POLICY);
    return new PolicyExtensions(
        policies(extensions.content(POLICIES)),
        mappings(extensions.content(POLICY_MAPPINGS)),
        constraints[0],
        constraints[1],
        any.isPresent() ? skipped(any.get().next(DerTag.INTEGER)) : NEVER);
  }

  private static Optional<Set<String>> policies(Optional<DerReader> content) throws DerException {
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Set<String> oids = new LinkedHashSet<>();
    for (DerReader list = content.get().sequence(); !list.isEmpty(); ) {
      if (!oids.add(list.sequence().next().oid())) {
        throw new DerException("a policy stands there twice"); // RFC 5280 4.2.1.4
      }
    }
    return Optional.of(oids);
  }

  private static List<Mapping> mappings(Optional<DerReader> content) throws DerException {
    List<Mapping> mappings = new ArrayList<>();
    if (content.isPresent()) {
      for (DerReader list = content.get().sequence(); !list.isEmpty(); ) {
        DerReader pair = list.sequence();
        Mapping mapping = new Mapping(pair.next().oid(), pair.next().oid());
        if (mapping.issuers.equals(ANY) || mapping.subjects.equals(ANY)) {
          throw new DerException("anyPolicy is mapped"); // RFC 5280 6.1.4 (a)
        }
        mappings.add(mapping);
      }
    }
    return List.copyOf(mappings);
  }

  private static int[] constraints(Optional<DerReader> content) throws DerException {
    int[] skips = {NEVER, NEVER};
    if (content.isPresent()) {
      DerReader fields = content.get().sequence();
      if (fields.isEmpty()) {
        throw new DerException("constraints that constrain nothing"); // RFC 5280 4.2.1.11
      }
      while (!fields.isEmpty()) {
        DerElement field = fields.next();
        int which = field.tag() - DerTag.implicit(0);
        if (which < 0 || which >= skips.length) {
          throw new DerException("no such policy constraint");
        }
        skips[which] = skipped(field);
      }
    }
    return skips;
  }

  private static int skipped(DerElement count) throws DerException {
    int value = count.smallInteger();
    if (value < 0) {
      throw new DerException("a negative number of certificates");
    }
    return value;
  }
}
