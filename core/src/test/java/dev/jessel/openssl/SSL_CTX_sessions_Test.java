// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_sessions(3): what a context keeps. */
class SSL_CTX_sessions_Test {
  @Test
  void theListIsACopyOfWhatIsThere() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_sessions(context)).isEmpty();
    SSL_SESSION session = SSL_SESSION_new();
    SSL_CTX_add_session(context, session);
    assertThat(SSL_CTX_sessions(context)).containsExactly(session);
  }
}
