// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.PeerCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What OpenSSL's form of a session has no field for, and without which a session would not be the
 * same: since when its peers have not proved themselves anew, and the certificates that lead from
 * the peer's to a trust anchor, by which it is judged again when it comes back.
 *
 * <pre>
 *   struct { opaque mark[4] = "JSL1"; uint64 since; opaque issuers&lt;0..2^24-1&gt;; } Supplement;
 * </pre>
 *
 * @param since in whole seconds
 * @param issuers the certificates behind the peer's own
 */
record SessionSupplement(Instant since, List<PeerCertificate> issuers) {
  private static final Bytes MARK = Bytes.of("JSL1".getBytes(StandardCharsets.US_ASCII));

  SessionSupplement {
    issuers = List.copyOf(issuers);
  }

  /** Empty for a session that OpenSSL's fields say all of. */
  static Optional<SessionSupplement> of(Session session) {
    Instant since = Instant.ofEpochSecond(session.lifetime().since().getEpochSecond());
    List<PeerCertificate> chain = session.origin().peerChain();
    boolean fresh = since.getEpochSecond() == session.lifetime().made().getEpochSecond();
    return fresh && chain.size() < 2
        ? Optional.empty()
        : Optional.of(
            new SessionSupplement(since, chain.subList(Math.min(1, chain.size()), chain.size())));
  }

  Bytes encode() {
    long seconds = Math.max(0, since.getEpochSecond());
    return new ByteWriter()
        .bytes(MARK)
        .u32(seconds >>> Integer.SIZE)
        .u32(seconds & 0xFFFF_FFFFL)
        .vector24(list -> issuers.forEach(issuer -> list.opaque24(issuer.der())))
        .toBytes();
  }

  /**
   * Reads one.
   *
   * @return empty for what another library put there
   * @throws TlsException for one that is damaged
   */
  static Optional<SessionSupplement> decode(Bytes encoded) throws TlsException {
    if (encoded.length() < MARK.length() || !encoded.slice(0, MARK.length()).equals(MARK)) {
      return Optional.empty();
    }
    ByteReader in = ByteReader.of(encoded);
    Bytes ignored = in.bytes(MARK.length());
    long seconds = in.u32() << Integer.SIZE | in.u32();
    List<PeerCertificate> issuers =
        in.vector24().items(item -> PeerCertificate.parse(item.opaque24()));
    in.expectEnd();
    return Optional.of(
        new SessionSupplement(
            Instant.ofEpochSecond(Math.max(0, Math.min(seconds, SessionLimits.MAX_SECONDS))),
            issuers));
  }
}
