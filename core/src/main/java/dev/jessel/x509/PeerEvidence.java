// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a peer has to show for itself.
 *
 * @param presented its own certificate, then whatever else it sent; not empty
 * @param responses OCSP responses in DER, each for the certificate at the same place; empty where
 *     there is none, and shorter than {@code presented} when the last ones have none
 * @param statusAsked whether it was asked for such responses
 */
public record PeerEvidence(
    List<PeerCertificate> presented, List<Optional<Bytes>> responses, boolean statusAsked) {
  /**
   * Keeps copies.
   *
   * @throws IllegalArgumentException if there is no certificate
   */
  public PeerEvidence {
    presented = List.copyOf(presented);
    responses = List.copyOf(responses);
    if (presented.isEmpty()) {
      throw new IllegalArgumentException("no certificate");
    }
  }

  /**
   * Certificates alone.
   *
   * @param presented the peer's own certificate first
   * @return the evidence
   */
  public static PeerEvidence of(List<PeerCertificate> presented) {
    return new PeerEvidence(presented, List.of(), false);
  }

  /**
   * What a peer showed that was asked for a response.
   *
   * @param presented the peer's own certificate first
   * @param response an OCSPResponse in DER for that one; empty if none came
   * @return the evidence
   */
  public static PeerEvidence of(List<PeerCertificate> presented, Optional<Bytes> response) {
    return new PeerEvidence(presented, List.of(response), true);
  }

  /**
   * The peer's own certificate.
   *
   * @return the first one
   */
  public PeerCertificate leaf() {
    return presented.get(0);
  }

  /** The response that came with a certificate, wherever that stands in the path. */
  Optional<Bytes> responseFor(PeerCertificate certificate) {
    int place = presented.indexOf(certificate);
    return place >= 0 && place < responses.size() ? responses.get(place) : Optional.empty();
  }
}
