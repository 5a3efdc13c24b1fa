// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.FilterBio;
import dev.jessel.bio.RetryFlags;
import dev.jessel.openssl.LibSslTypes.SSL;
import java.io.IOException;

/**
 * A filter that speaks TLS to the BIO behind it: {@code BIO_f_ssl}. Pushing sets the connection's
 * BIOs, popping clears them. When it is freed it tries one close_notify.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_f_ssl/">BIO_f_ssl(3)</a>
 */
final class SslBio extends FilterBio {
  private SSL ssl;
  private boolean owned;
  private boolean closedByPeer;

  SslBio() {}

  void connection(SSL connection, boolean own) {
    ssl = connection;
    owned = own;
    chainChanged();
  }

  SSL connection() {
    return ssl;
  }

  /** 1 when the handshake is over; else the flags tell what is wanted. */
  int handshake() {
    int returned = LibSsl.SSL_do_handshake(ssl);
    return returned > 0 ? returned : blocked(returned, true);
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    int count = LibSsl.SSL_read(requireConnection(), b, off, len);
    return count > 0 ? count : blocked(count, true);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    int count = LibSsl.SSL_write(requireConnection(), b, off, len);
    return count > 0 ? count : blocked(count, false);
  }

  /** True once the peer has said goodbye. */
  @Override
  public boolean eof() {
    return closedByPeer;
  }

  @Override
  public long pending() {
    int decrypted = ssl == null ? 0 : LibSsl.SSL_pending(ssl);
    return decrypted > 0 ? decrypted : super.pending();
  }

  @Override
  protected void chainChanged() {
    if (ssl != null) {
      ssl.ssl().bio(next(), next());
    }
  }

  @Override
  protected void doClose() {
    if (ssl != null && owned) {
      LibSsl.SSL_shutdown(ssl);
    }
  }

  private int blocked(int returned, boolean reading) {
    int error = LibSsl.SSL_get_error(ssl, returned);
    return switch (error) {
      case LibSslTypes.SSL_ERROR_WANT_READ -> retry(reading, RetryFlags.READ, 0);
      case LibSslTypes.SSL_ERROR_WANT_WRITE -> retry(reading, RetryFlags.WRITE, 0);
      case LibSslTypes.SSL_ERROR_WANT_X509_LOOKUP ->
          retry(reading, RetryFlags.IO_SPECIAL, RetryFlags.REASON_X509_LOOKUP);
      case LibSslTypes.SSL_ERROR_WANT_CONNECT ->
          retry(reading, RetryFlags.IO_SPECIAL, RetryFlags.REASON_CONNECT);
      case LibSslTypes.SSL_ERROR_WANT_ACCEPT ->
          retry(reading, RetryFlags.IO_SPECIAL, RetryFlags.REASON_ACCEPT);
      case LibSslTypes.SSL_ERROR_ZERO_RETURN -> {
        closedByPeer = true;
        yield 0;
      }
      default -> -1;
    };
  }

  private int retry(boolean reading, int flags, int reason) {
    return reading ? retryRead(flags, reason) : retryWrite(flags, reason);
  }

  private SSL requireConnection() throws IOException {
    if (ssl == null) {
      throw new IOException("the TLS filter has no connection");
    }
    return ssl;
  }
}
