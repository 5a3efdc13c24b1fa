// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioException;
import dev.jessel.bio.FilterBio;
import dev.jessel.bio.RetryFlags;
import dev.jessel.openssl.LibSslTypes.SSL;

/**
 * A filter that speaks TLS to the BIO behind it: {@code BIO_f_ssl}. Pushing sets the connection's
 * BIOs, popping clears them. When it is freed it tries one close_notify.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_f_ssl/">BIO_f_ssl(3)</a>
 */
final class SslBio extends FilterBio {
  private static final long FEWEST_BYTES = 512;
  private static final long SHORTEST_SECONDS = 60;
  private static final long SECONDS_WHEN_TOO_SHORT = 5;

  private SSL ssl;
  private boolean owned;
  private boolean ended;
  private long renegotiateBytes;
  private long renegotiateSeconds;

  SslBio() {}

  void connection(SSL connection, boolean own) {
    ssl = connection;
    owned = own;
    chainChanged();
  }

  SSL connection() {
    return ssl;
  }

  boolean isOwner() {
    return owned;
  }

  void owner(boolean own) {
    owned = own;
  }

  void startOver() {
    ended = false;
  }

  // ---- Automatic renegotiation: kept for the asking, since TLS 1.3 has none

  /** Sets after how many bytes to renegotiate, if they are enough; gives the value before. */
  long renegotiateAfterBytes(long bytes) {
    long before = renegotiateBytes;
    renegotiateBytes = bytes >= FEWEST_BYTES ? bytes : before;
    return before;
  }

  /** Sets after how many seconds to renegotiate; gives the value before. */
  long renegotiateAfterSeconds(long seconds) {
    long before = renegotiateSeconds;
    renegotiateSeconds =
        seconds > 0 && seconds < SHORTEST_SECONDS ? SECONDS_WHEN_TOO_SHORT : seconds;
    return before;
  }

  /** How often it was done. */
  long renegotiations() {
    return 0;
  }

  // ---- Operations

  @Override
  protected boolean doEstablish() throws BioException {
    int returned = LibSsl.SSL_do_handshake(requireConnection());
    return returned > 0 || blocked(returned, false) > 0;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws BioException {
    int count = LibSsl.SSL_read(requireConnection(), b, off, len);
    return count > 0 ? count : blocked(count, true);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws BioException {
    int count = LibSsl.SSL_write(requireConnection(), b, off, len);
    return count > 0 ? count : blocked(count, false);
  }

  /** True once the peer has said goodbye, or the transport has ended. */
  @Override
  public boolean eof() {
    return ended;
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
      releaseConnection();
    }
  }

  /**
   * What stands behind this filter is closed with the chain; the connection must not do it, too.
   */
  private void releaseConnection() {
    Bio reader = LibSsl.SSL_get_rbio(ssl);
    Bio writer = LibSsl.SSL_get_wbio(ssl);
    ssl.ssl().bio(reader == next() ? null : reader, writer == next() ? null : writer);
    LibSsl.SSL_free(ssl);
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
        ended = true;
        yield 0;
      }
      default -> {
        ended = next() != null && next().eof();
        yield -1;
      }
    };
  }

  private int retry(boolean reading, int flags, int reason) {
    return reading ? retryRead(flags, reason) : retryWrite(flags, reason);
  }

  private SSL requireConnection() throws BioException {
    if (ssl == null) {
      throw new BioException(BioException.Reason.UNINITIALIZED, "the TLS filter has no connection");
    }
    return ssl;
  }
}
