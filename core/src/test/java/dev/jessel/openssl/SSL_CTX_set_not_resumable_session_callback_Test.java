// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_not_resumable_session_callback: who may not come back. It has no manual page. */
class SSL_CTX_set_not_resumable_session_callback_Test {
  private final List<Integer> asked = new ArrayList<>();

  @EveryVersion
  void whoMayNotComeBackGetsNoName(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_set_not_resumable_session_callback(
        ends.serverContext, (ssl, forward) -> asked.add(forward) ? 1 : 0);
    SSL_SESSION session = ends.firstVisit();
    assertThat(asked).hasSize(1);
    assertThat(SSL_SESSION_is_resumable(session)).isZero();
    assertThat(SSL_CTX_sess_number(ends.serverContext)).isZero();
  }

  @Test
  void aConnectionMayHaveItsOwn() {
    Returns ends = new Returns(TLS1_2_VERSION);
    SSL_CTX_set_not_resumable_session_callback(ends.serverContext, (ssl, forward) -> 1);
    ends.make(null);
    SSL_set_not_resumable_session_callback(
        ends.server, (ssl, forward) -> asked.add(forward) ? 0 : 1);
    assertThat(ends.shake()).isTrue();
    assertThat(asked).as("ECDHE").containsExactly(1);
    assertThat(SSL_SESSION_is_resumable(SSL_get_session(ends.client))).isEqualTo(1);
  }
}
