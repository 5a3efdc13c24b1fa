// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_get0_id_context(3): what a session belongs to. */
class SSL_SESSION_get0_id_context_Test {
  @Test
  void aContextHas32BytesAtTheMost() {
    SSL_SESSION session = SSL_SESSION_new();
    int[] length = {9};
    assertThat(SSL_SESSION_get0_id_context(session, length)).isEmpty();
    assertThat(length[0]).isZero();
    assertThat(SSL_SESSION_set1_id_context(session, new byte[] {1, 2, 3, 4}, 3)).isEqualTo(1);
    assertThat(SSL_SESSION_get0_id_context(session, length)).containsExactly(1, 2, 3);
    assertThat(length[0]).isEqualTo(3);
    assertThat(SSL_SESSION_set1_id_context(session, new byte[33], 33)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("ssl session id context too long");
  }

  @EveryVersion
  void aServersSessionsHaveItsContext(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    assertThat(SSL_SESSION_get0_id_context(SSL_get_session(ends.server), null))
        .asString()
        .isEqualTo("here");
    assertThat(SSL_SESSION_get0_id_context(SSL_get_session(ends.client), null)).isEmpty();
  }
}
