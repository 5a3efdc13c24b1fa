// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import java.util.List;
import java.util.Optional;

/**
 * Who the peer is, all of it at one moment.
 *
 * @param chain what it sent, its own certificate first; empty when it sent none
 * @param verdict what was thought of that
 * @param ocspResponse what it sent beside its certificate, in DER
 * @param timestamps the signed certificate timestamps beside it
 */
record PeerFacts(
    List<PeerCertificate> chain,
    Optional<PathVerdict> verdict,
    Optional<Bytes> ocspResponse,
    List<Bytes> timestamps) {
  /** Nothing is known. */
  static final PeerFacts NONE =
      new PeerFacts(List.of(), Optional.empty(), Optional.empty(), List.of());

  PeerFacts {
    chain = List.copyOf(chain);
    timestamps = List.copyOf(timestamps);
  }

  PeerFacts withChain(List<PeerCertificate> value) {
    return new PeerFacts(value, verdict, ocspResponse, timestamps);
  }

  PeerFacts withVerdict(Optional<PathVerdict> value) {
    return new PeerFacts(chain, value, ocspResponse, timestamps);
  }

  PeerFacts withOcspResponse(Bytes value) {
    return new PeerFacts(chain, verdict, Optional.of(value), timestamps);
  }

  PeerFacts withTimestamps(List<Bytes> value) {
    return new PeerFacts(chain, verdict, ocspResponse, value);
  }
}
