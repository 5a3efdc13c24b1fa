// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.wire.Bytes;
import java.time.Instant;

/**
 * A pre-shared key as a handshake of TLS 1.3 uses it (RFC 9846 4.3.11).
 *
 * @param kind where it comes from, which its binder tells
 * @param session the key, and what goes with it; its ticket is the identity on the wire
 * @param once whether the key is for this handshake alone, and wiped when it has been used
 */
public record PreSharedKey(Kind kind, Session session, boolean once) {
  private static final long MODULUS = 1L << 32;

  /** Where a key comes from. */
  public enum Kind {
    /** From a ticket. */
    RESUMPTION,
    /** From outside of TLS. */
    EXTERNAL,
    /** From outside of TLS, and bound to its use (RFC 9258). */
    IMPORTED
  }

  /** A key that may be used again. */
  public PreSharedKey(Kind kind, Session session) {
    this(kind, session, false);
  }

  /** The key of a session that a ticket stands for. */
  public static PreSharedKey resumption(Session session) {
    return new PreSharedKey(Kind.RESUMPTION, session);
  }

  /** How the key is named on the wire, 1 to 65535 bytes. */
  public Bytes identity() {
    return session.ticket();
  }

  /** The hash that the key is good for, and no other. */
  public HashAlgorithm hash() {
    return session.suite().hash();
  }

  /** What comes of the key, which lives on unless it is for once. */
  public EarlySecrets earlySecrets(CryptoProvider crypto) {
    EarlySecrets early = EarlySecrets.withPsk(crypto, hash(), session.secret());
    if (once) {
      session.secret().destroy();
    }
    return early;
  }

  /** True for a key that stands for an earlier connection. */
  public boolean isResumption() {
    return kind == Kind.RESUMPTION;
  }

  /** RFC 9846 4.3.11.1: the age in milliseconds, which only the server can make sense of. */
  public long obfuscatedAge(Instant now) {
    return isResumption()
        ? (session.lifetime().ageMillis(now) + session.name().ageAdd()) % MODULUS
        : 0;
  }

  /** The age that a client tells by {@link #obfuscatedAge}, in milliseconds. */
  public long toldAge(long obfuscated) {
    return Math.floorMod(obfuscated - session.name().ageAdd(), MODULUS);
  }
}
