// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerException;
import dev.jessel.x509.PolicyExtensions.Mapping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The policies of a chain (RFC 5280 6.1). Of the tree that is built there only the lowest level is
 * kept, each policy once with whether one of its ancestors is asked for (RFC 9618): the work grows
 * with what the certificates hold, and no faster.
 */
final class PolicyCheck {
  private final List<PeerCertificate> chain;
  private final Set<String> asked;
  private final boolean anyWillDo;
  private int explicitPolicy;
  private int policyMapping;
  private int inhibitAny;

  /** The policies of the lowest level, and whether they come from one that is asked for. */
  private Map<String, Boolean> level = new HashMap<>();

  /** Whether the lowest level has anyPolicy. */
  private boolean anyPolicy = true;

  private PolicyCheck(List<PeerCertificate> chain, PathRules rules) {
    this.chain = chain;
    this.asked = rules.parameters().policies();
    // As in OpenSSL: who asks for policies and names none has none that will do.
    this.anyWillDo =
        asked.contains(PolicyExtensions.ANY)
            || asked.isEmpty() && !rules.has(VerifyFlag.POLICY_CHECK);
    int never = chain.size();
    explicitPolicy = rules.has(VerifyFlag.EXPLICIT_POLICY) ? 0 : never;
    policyMapping = rules.has(VerifyFlag.INHIBIT_MAP) ? 0 : never;
    inhibitAny = rules.has(VerifyFlag.INHIBIT_ANY) ? 0 : never;
  }

  /** What is wrong with a chain whose last certificate is the anchor. */
  static Stream<Finding> findings(List<PeerCertificate> chain, PathRules rules) {
    boolean matter =
        rules.has(VerifyFlag.POLICY_CHECK) || chain.stream().anyMatch(PolicyCheck::constrains);
    return matter ? new PolicyCheck(chain, rules).findings() : Stream.empty();
  }

  // Where no certificate of the chain says that policies matter, they do not: TLS asks for none.
  private static boolean constrains(PeerCertificate certificate) {
    return certificate.extensions().has(PolicyExtensions.POLICY_CONSTRAINTS)
        || certificate.extensions().has(PolicyExtensions.INHIBIT_ANY_POLICY);
  }

  private Stream<Finding> findings() {
    for (int depth = chain.size() - 2; depth >= 0; depth--) {
      try {
        PolicyExtensions says = PolicyExtensions.read(chain.get(depth).extensions());
        if (!take(says, depth)) {
          return Stream.of(new Finding(VerifyResult.NO_EXPLICIT_POLICY, 0));
        }
      } catch (DerException e) {
        return Stream.of(new Finding(VerifyResult.INVALID_POLICY_EXTENSION, depth));
      }
    }
    boolean isPolicy = anyPolicy && (anyWillDo || !asked.isEmpty());
    boolean isGood = explicitPolicy > 0 || isPolicy || level.containsValue(true);
    return isGood ? Stream.empty() : Stream.of(new Finding(VerifyResult.NO_EXPLICIT_POLICY, 0));
  }

  private boolean take(PolicyExtensions says, int depth) {
    boolean exempt = depth > 0 && chain.get(depth).isSelfIssued();
    descend(says, exempt);
    if (explicitPolicy == 0 && level.isEmpty() && !anyPolicy) {
      return false;
    }
    if (depth == 0) {
      // RFC 5280 6.1.5 (a) and (b).
      explicitPolicy = says.requireExplicit() == 0 ? 0 : Math.max(0, explicitPolicy - 1);
      return true;
    }
    map(says.mappings());
    if (!exempt) {
      explicitPolicy = Math.max(0, explicitPolicy - 1);
      policyMapping = Math.max(0, policyMapping - 1);
      inhibitAny = Math.max(0, inhibitAny - 1);
    }
    explicitPolicy = Math.min(explicitPolicy, says.requireExplicit());
    policyMapping = Math.min(policyMapping, says.inhibitMapping());
    inhibitAny = Math.min(inhibitAny, says.inhibitAny());
    return true;
  }

  // RFC 5280 6.1.3 (d) and (e).
  private void descend(PolicyExtensions says, boolean exempt) {
    Set<String> policies = says.policies().orElse(Set.of());
    boolean any = policies.contains(PolicyExtensions.ANY) && (inhibitAny > 0 || exempt);
    Map<String, Boolean> next = any ? new HashMap<>(level) : new HashMap<>();
    for (String policy : policies) {
      if (level.containsKey(policy)) {
        next.put(policy, level.get(policy));
      } else if (anyPolicy && !policy.equals(PolicyExtensions.ANY)) {
        next.put(policy, isAskedFor(policy));
      }
    }
    level = next;
    anyPolicy &= any;
  }

  // RFC 5280 6.1.4 (b).
  private void map(List<Mapping> mappings) {
    Map<String, Boolean> next = new HashMap<>(level);
    Set<String> mapped = new HashSet<>();
    mappings.forEach(mapping -> mapped.add(mapping.issuers()));
    next.keySet().removeAll(mapped);
    for (Mapping mapping : policyMapping > 0 ? mappings : List.<Mapping>of()) {
      String from = mapping.issuers();
      if (level.containsKey(from) || anyPolicy) {
        boolean good = level.containsKey(from) ? level.get(from) : isAskedFor(from);
        next.merge(mapping.subjects(), good, Boolean::logicalOr);
      }
    }
    level = next;
  }

  private boolean isAskedFor(String policy) {
    return anyWillDo || asked.contains(policy);
  }
}
