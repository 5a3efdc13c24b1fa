// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.wire.ProtocolVersion;
import java.util.Map;
import java.util.Optional;

/**
 * Switches of a connection, {@code SSL_OP_...}.
 *
 * @see <a
 *     href="https://docs.openssl.org/master/man3/SSL_CTX_set_options/">SSL_CTX_set_options(3)</a>
 */
public enum SslOption {
  /**
   * Plaintext is wiped from the library's buffers as soon as it was read. Without it, it stays
   * there until the next record of any connection is written over it, or this one is closed.
   */
  CLEANSE_PLAINTEXT(1L << 1),
  /**
   * Up to TLS 1.2, main secrets are not bound to their handshakes (RFC 7627). Leaves renegotiation
   * and {@code tls-unique} open to a man in the middle.
   */
  NO_EXTENDED_MASTER_SECRET(1L),
  /** A client takes a server that does not know safe renegotiation (RFC 5746); off. */
  LEGACY_SERVER_CONNECT(1L << 2),
  /** A server lets its client begin another handshake without having been asked (TLS 1.2). */
  ALLOW_CLIENT_RENEGOTIATION(1L << 8),
  /**
   * A pre-shared key of TLS 1.3 may be used without a key exchange: who learns the key later can
   * read what was said. A client offers it, a server takes it.
   */
  ALLOW_NO_DHE_KEX(1L << 10),
  /** With {@link #ALLOW_NO_DHE_KEX}, a server prefers it. */
  PREFER_NO_DHE_KEX(1L << 35),
  /**
   * A server does not look whether it has seen early data before: whoever recorded it may have it
   * taken again and again.
   */
  NO_ANTI_REPLAY(1L << 24),
  /** A server resumes no session when it is in another handshake of a connection (TLS 1.2). */
  NO_SESSION_RESUMPTION_ON_RENEGOTIATION(1L << 16),
  /**
   * Peers that do not know safe renegotiation (RFC 5746) may renegotiate; off. What they said
   * before may have been an attacker's words.
   */
  ALLOW_UNSAFE_LEGACY_RENEGOTIATION(1L << 18),
  /** There is no other handshake in a connection, whoever wants one (TLS 1.2). */
  NO_RENEGOTIATION(1L << 30),
  /** A transport that ends without close_notify counts as a clean end. Invites truncation. */
  IGNORE_UNEXPECTED_EOF(1L << 7),
  /**
   * No record without content before those of application data, which TLS 1.0 and SSLv3 need with
   * CBC: without them BEAST reads cookies.
   */
  DONT_INSERT_EMPTY_FRAGMENTS(1L << 11),
  /**
   * No tickets up to TLS 1.2: sessions have ids alone. In TLS 1.3 a server's tickets are names of
   * sessions that it keeps, and good for once.
   */
  NO_TICKET(1L << 14),
  /** SSLv3 is not spoken, whatever the oldest version is. */
  NO_SSL_3(1L << 25),
  /** TLS 1.0 is not spoken, nor what is older. */
  NO_TLS_1(1L << 26),
  /** TLS 1.1 is not spoken, nor what is older. */
  NO_TLS_1_1(1L << 28),
  /** TLS 1.2 is not spoken. */
  NO_TLS_1_2(1L << 27),
  /** TLS 1.3 is not spoken. */
  NO_TLS_1_3(1L << 29),
  /** A server makes each client come back with a cookie before it works for it. */
  COOKIE_EXCHANGE(1L << 13),
  /** The MAC of CBC suites is over the plaintext, as before RFC 7366. */
  NO_ENCRYPT_THEN_MAC(1L << 19),
  /** Certificates are not sent compressed, whatever the peer takes. */
  NO_TX_CERTIFICATE_COMPRESSION(1L << 32),
  /** The peer is not told that it may compress its certificates. */
  NO_RX_CERTIFICATE_COMPRESSION(1L << 33),
  /** A client that names ChaCha20 first gets it, though the server's order counts. */
  PRIORITIZE_CHACHA(1L << 21),
  /** A server's order of cipher suites counts, not the client's. */
  CIPHER_SERVER_PREFERENCE(1L << 22),
  /** Dummy records and session ids for the sake of middleboxes; the default (RFC 9846 E.4). */
  ENABLE_MIDDLEBOX_COMPAT(1L << 20);

  private final long bit;

  SslOption(long bit) {
    this.bit = bit;
  }

  /** The option that switches a version off; empty if there is none. */
  static Optional<SslOption> against(ProtocolVersion version) {
    return Optional.ofNullable(
        Map.of(
                ProtocolVersion.SSL_3_0, NO_SSL_3,
                ProtocolVersion.TLS_1_0, NO_TLS_1,
                ProtocolVersion.TLS_1_1, NO_TLS_1_1,
                ProtocolVersion.TLS_1_2, NO_TLS_1_2,
                ProtocolVersion.TLS_1_3, NO_TLS_1_3)
            .get(version));
  }

  /** The bit of this option in the C mask. */
  public long bit() {
    return bit;
  }
}
