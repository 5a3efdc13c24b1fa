// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;

/**
 * Ends a search for paths that takes too many steps. A peer can send certificates that sign each
 * other in so many ways that trying all of them would take years.
 */
final class SearchBudget extends PKIXCertPathChecker {
  static final int MAX_STEPS = 256;

  /** The search was given up. Unchecked, because a checked one would only end one branch. */
  static final class ExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExhaustedException() {
      super("too many certificates to try");
    }
  }

  // One counter for the search and for the copies that the JDK makes of this checker.
  private final int[] steps;

  SearchBudget() {
    this.steps = new int[1];
  }

  @Override
  public void init(boolean forward) {}

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public Set<String> getSupportedExtensions() {
    return Set.of();
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolvedCriticalExtensions) {
    steps[0]++;
    if (steps[0] > MAX_STEPS) {
      throw new ExhaustedException();
    }
  }
}
