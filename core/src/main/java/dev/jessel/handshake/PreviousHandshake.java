// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.x509.PeerCertificate;
import java.util.List;
import java.util.Optional;

/**
 * The handshake that a renegotiation follows, and what binds the two.
 *
 * @param version what is spoken and stays
 * @param said what its Finished messages held
 * @param secure whether the peer knows RFC 5746
 * @param safeguards what protected it and must not get lost on the way
 * @param peer the certificate that the peer showed last on the connection; empty when it never
 *     showed one
 * @param session what a client would like to resume; empty for a full handshake
 */
public record PreviousHandshake(
    ProtocolVersion version,
    VerifyData said,
    boolean secure,
    Safeguards safeguards,
    Optional<PeerCertificate> peer,
    Optional<Session> session) {
  /**
   * What two extensions made safe.
   *
   * @param extendedMainSecret whether its keys were bound to all of it (RFC 7627)
   * @param encryptThenMac whether block ciphers had their MAC over what is encrypted (RFC 7366), in
   *     this handshake or in one before it on the connection
   */
  public record Safeguards(boolean extendedMainSecret, boolean encryptThenMac) {}

  /**
   * What a client says of it and a server expects; empty when they do not understand each other.
   */
  public Optional<RenegotiationInfo> clientInfo() {
    return secure ? Optional.of(new RenegotiationInfo(said.client())) : Optional.empty();
  }

  /** What a server says of it; empty when the client would not understand. */
  public Optional<RenegotiationInfo> serverInfo() {
    Bytes both = said.client().plus(said.server());
    return secure ? Optional.of(new RenegotiationInfo(both)) : Optional.empty();
  }

  /**
   * Refuses a hello that follows another handshake than this side does.
   *
   * @param expected what the peer must say, {@link #clientInfo} or {@link #serverInfo}
   * @param extensions the hello's
   * @throws TlsException handshake_failure
   */
  public static void check(Optional<RenegotiationInfo> expected, Extensions extensions)
      throws TlsException {
    Optional<RenegotiationInfo> came = extensions.find(RenegotiationInfo.class);
    if (expected.isPresent() && came.isEmpty()) {
      // RFC 5746 3.5, 3.7: who knew it before knows it now.
      throw new TlsException(
          SslReason.UNSAFE_LEGACY_RENEGOTIATION_DISABLED, "no word of the handshake before");
    }
    if (!came.equals(expected)) {
      throw new TlsException(SslReason.RENEGOTIATION_MISMATCH);
    }
  }

  /**
   * Refuses keys that are bound less well than those before.
   *
   * @param extended whether the new keys are bound to the whole handshake
   */
  public void checkBinding(boolean extended) throws TlsException {
    if (safeguards.extendedMainSecret() && !extended) {
      // RFC 7627 5.3: what protects a connection does not get lost on the way.
      throw new TlsException(SslReason.INCONSISTENT_EXTMS, "not as in the handshake before");
    }
  }

  /**
   * Whether a suite may follow.
   *
   * @param encryptThenMac whether a block cipher's MAC would be over what is encrypted
   */
  public boolean allows(SuiteParameters suite, boolean encryptThenMac) {
    // RFC 7366 3.1: never back to a MAC inside, not even by way of a suite that knows neither.
    return encryptThenMac
        || !safeguards.encryptThenMac()
        || suite.cipher().kind() != BulkCipher.Kind.BLOCK;
  }

  /**
   * Whether a session may be resumed: one with another peer only if keys are bound to their
   * handshake.
   */
  public boolean allows(Session candidate) {
    // RFC 7627 5.4: a session that an attacker shares with both sides bridges two handshakes.
    return safeguards.extendedMainSecret()
        || der(candidate.origin().peerChain().stream().findFirst()).equals(der(peer));
  }

  /** Whether a session may be resumed that brings no certificate along. */
  public boolean allowsAnonymous() {
    return safeguards.extendedMainSecret() || peer.isEmpty();
  }

  private static Optional<Bytes> der(Optional<PeerCertificate> certificate) {
    return certificate.map(PeerCertificate::der);
  }

  /**
   * Refuses another peer than before where keys are not bound to their handshake: an attacker could
   * stand between the two handshakes.
   *
   * @param chain what the peer shows now; empty when it shows nothing
   */
  public void checkPeer(List<PeerCertificate> chain) throws TlsException {
    boolean other = peer.isPresent() && !der(chain.stream().findFirst()).equals(der(peer));
    if (other && !safeguards.extendedMainSecret()) {
      // RFC 7627 5.4 and 6: without its binding certificates may not change.
      throw new TlsException(SslReason.BAD_CERTIFICATE, "another one than before");
    }
  }
}
