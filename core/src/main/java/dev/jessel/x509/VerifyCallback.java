// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.List;
import java.util.Optional;

/**
 * Has a say about each certificate of a path: OpenSSL's verify callback. It is told of every
 * problem, in the order of {@code docs/verification.md}, and of each certificate whose signature
 * and dates are good, from the anchor down. It runs on the thread that validates.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_verify/">SSL_CTX_set_verify(3)</a>
 */
@FunctionalInterface
public interface VerifyCallback {
  /**
   * Judges.
   *
   * @param step what was found
   * @return {@link VerifyResult#OK} to go on, whatever was found; anything else ends the validation
   *     with that result
   */
  VerifyResult judge(Step step);

  /**
   * One step of a validation.
   *
   * @param found {@link VerifyResult#OK}, or what is wrong
   * @param depth which certificate is meant: 0 is the leaf, 1 its issuer and so on
   * @param chain the path as far as it goes, the leaf first
   */
  record Step(VerifyResult found, int depth, List<PeerCertificate> chain) {
    /** Keeps a copy of the chain. */
    public Step {
      chain = List.copyOf(chain);
    }

    /**
     * The certificate that is meant.
     *
     * @return empty when the path does not go so far
     */
    public Optional<PeerCertificate> certificate() {
      return depth < chain.size() ? Optional.of(chain.get(depth)) : Optional.empty();
    }

    /**
     * Whether all is well with it so far.
     *
     * @return true unless something is wrong
     */
    public boolean isGood() {
      return found == VerifyResult.OK;
    }
  }
}
