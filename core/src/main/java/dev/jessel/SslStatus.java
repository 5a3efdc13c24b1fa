// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

/**
 * What came of a call on an {@link Ssl}. Everything but {@link #DONE} and {@link #CLOSED} means: do
 * what is wanted, then make the same call again.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_get_error/">SSL_get_error(3)</a>
 */
public enum SslStatus {
  /** The call did all that it was asked to do. */
  DONE(0),
  /** The transport has no bytes; call again when it can be read. */
  WANT_READ(2),
  /** The transport takes no bytes; call again when it can be written. */
  WANT_WRITE(3),
  /** The credential chooser answered "later". */
  WANT_CREDENTIAL(4),
  /** The peer closed its side with a close_notify; nothing more will be read. */
  CLOSED(6),
  /** The transport is still connecting. */
  WANT_CONNECT(7),
  /** The transport still waits for a connection. */
  WANT_ACCEPT(8),
  /** The signer answered "later". */
  WANT_SIGN(9),
  /** The session finder answered "later". */
  WANT_SESSION(9),
  /** The ticket issuer answered "later". */
  WANT_TICKET(9),
  /** The ClientHello inspector answered "later". */
  WANT_CLIENT_HELLO(11),
  /** The peer verifier answered "later". */
  WANT_VERIFY(12);

  private final int code;

  SslStatus(int code) {
    this.code = code;
  }

  /** The {@code SSL_ERROR_} number that stands for this status. */
  public int code() {
    return code;
  }

  /** True for {@link #WANT_READ} and {@link #WANT_WRITE}: the transport must become ready. */
  public boolean wantsTransport() {
    return this == WANT_READ || this == WANT_WRITE || this == WANT_CONNECT || this == WANT_ACCEPT;
  }
}
