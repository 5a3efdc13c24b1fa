// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.List;
import java.util.Optional;

/**
 * What path validation found.
 *
 * @param result {@link VerifyResult#OK} or the first thing that is wrong
 * @param depth where: 0 is the leaf, 1 its issuer and so on; 0 when all is well
 * @param verifiedChain the leaf first and the trust anchor last; empty unless all is well
 * @param peerName the name in the leaf that matches one that was asked for, perhaps with a wildcard
 * @param daneMatch the TLSA record that matches; empty unless all is well and there were records
 */
public record PathVerdict(
    VerifyResult result,
    int depth,
    List<PeerCertificate> verifiedChain,
    Optional<String> peerName,
    Optional<DaneMatch> daneMatch) {
  /** Keeps a copy of the chain. */
  public PathVerdict {
    verifiedChain = List.copyOf(verifiedChain);
  }

  /**
   * A verdict about nobody in particular.
   *
   * @param result what was found
   * @param depth where
   * @param verifiedChain from leaf to anchor
   */
  public PathVerdict(VerifyResult result, int depth, List<PeerCertificate> verifiedChain) {
    this(result, depth, verifiedChain, Optional.empty(), Optional.empty());
  }

  static PathVerdict trusted(
      List<PeerCertificate> chain, Optional<String> peerName, Optional<DaneMatch> daneMatch) {
    return new PathVerdict(VerifyResult.OK, 0, chain, peerName, daneMatch);
  }

  static PathVerdict rejected(VerifyResult result, int depth) {
    return new PathVerdict(result, depth, List.of());
  }

  /**
   * This verdict with another result, as somebody else has judged.
   *
   * @param other the result that counts
   * @return a verdict about the same chain
   */
  public PathVerdict withResult(VerifyResult other) {
    return new PathVerdict(other, depth, verifiedChain, peerName, daneMatch);
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
