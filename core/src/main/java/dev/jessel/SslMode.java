// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

/**
 * How the calls of {@link SslCalls} behave; {@code SSL_MODE_...}. The methods of {@link Ssl} itself
 * are not affected.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_mode/">SSL_CTX_set_mode(3)</a>
 */
public enum SslMode {
  /** A write returns after each record. */
  ENABLE_PARTIAL_WRITE(0x1),
  /** A write may be repeated from another array. */
  ACCEPT_MOVING_WRITE_BUFFER(0x2),
  /** A read goes on after handshake messages instead of returning; the default. */
  AUTO_RETRY(0x4),
  /** Chains are not completed from the trust store; they never are. */
  NO_AUTO_CHAIN(0x8),
  /** Buffers are given back when they are empty; they always are. */
  RELEASE_BUFFERS(0x10),
  /** A client's random begins with the time, which tells clients apart. */
  SEND_CLIENTHELLO_TIME(0x20),
  /** A server's random begins with the time. */
  SEND_SERVERHELLO_TIME(0x40),
  /** A client says that it tried a newer version before and failed (RFC 7507). */
  SEND_FALLBACK_SCSV(0x80);

  private final int bit;

  SslMode(int bit) {
    this.bit = bit;
  }

  /** The bit of this mode in the C mask. */
  public int bit() {
    return bit;
  }
}
