// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.List;

/**
 * What path validation found.
 *
 * @param result {@link VerifyResult#OK} or the first thing that is wrong
 * @param depth where: 0 is the leaf, 1 its issuer and so on; 0 when all is well
 * @param verifiedChain the leaf first and the trust anchor last; empty unless all is well
 */
public record PathVerdict(VerifyResult result, int depth, List<PeerCertificate> verifiedChain) {
  /** Keeps a copy of the chain. */
  public PathVerdict {
    verifiedChain = List.copyOf(verifiedChain);
  }

  static PathVerdict trusted(List<PeerCertificate> chain) {
    return new PathVerdict(VerifyResult.OK, 0, chain);
  }

  static PathVerdict rejected(VerifyResult result, int depth) {
    return new PathVerdict(result, depth, List.of());
  }

  /**
   * Whether the chain leads to a trust anchor and fits its purpose.
   *
   * @return true if the result is {@link VerifyResult#OK}
   */
  public boolean isTrusted() {
    return result == VerifyResult.OK;
  }
}
