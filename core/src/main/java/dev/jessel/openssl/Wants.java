// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslStatus;

/** {@code SSL_want}'s number for what a call waits for. */
final class Wants {
  private Wants() {}

  static int number(SslStatus status) {
    return switch (status) {
      case DONE, CLOSED -> LibSslTypes.SSL_NOTHING;
      case WANT_WRITE -> LibSslTypes.SSL_WRITING;
      case WANT_READ, WANT_CONNECT, WANT_ACCEPT -> LibSslTypes.SSL_READING;
      case WANT_CREDENTIAL -> LibSslTypes.SSL_X509_LOOKUP;
      case WANT_SIGN, WANT_SESSION, WANT_TICKET -> LibSslTypes.SSL_ASYNC_PAUSED;
      case WANT_CLIENT_HELLO -> LibSslTypes.SSL_CLIENT_HELLO_CB;
      case WANT_VERIFY -> LibSslTypes.SSL_RETRY_VERIFY;
    };
  }
}
