// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

/**
 * Functions of sessions.
 *
 * @see <a href="https://docs.openssl.org/master/man7/ssl/">ssl(7)</a>
 */
public class LibSslSessions extends LibSslCustomExtensions {
  LibSslSessions() {}

  // ---- Making and freeing

  /** An empty session, to be filled in. */
  public static SSL_SESSION SSL_SESSION_new() {
    return new SSL_SESSION();
  }

  /** Adds a reference; returns 1. */
  public static int SSL_SESSION_up_ref(SSL_SESSION ses) {
    ses.addReference();
    return 1;
  }

  /** Drops a reference; null does nothing. */
  public static void SSL_SESSION_free(SSL_SESSION session) {
    if (session != null) {
      session.dropReference();
    }
  }
}
