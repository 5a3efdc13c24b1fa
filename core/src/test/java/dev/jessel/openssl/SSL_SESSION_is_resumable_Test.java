// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_is_resumable(3): whether anybody can come back to a session. */
class SSL_SESSION_is_resumable_Test {
  @Test
  void itNeedsAName() {
    SSL_SESSION session = SSL_SESSION_new();
    assertThat(SSL_SESSION_is_resumable(session)).isZero();
    SSL_SESSION_set1_id(session, new byte[] {1}, 1);
    assertThat(SSL_SESSION_is_resumable(session)).isEqualTo(1);
  }

  @Test
  void whoAClientCannotComeBackToIsNotAskedFor() {
    Returns ends = new Returns(TLS1_2_VERSION);
    SSL_SESSION session = ends.firstVisit();
    SSL_CTX_remove_session(ends.clientContext, session);
    assertThat(SSL_SESSION_is_resumable(session)).isZero();
    assertThat(ends.isTaken(session)).isFalse();
  }
}
