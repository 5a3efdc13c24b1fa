// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

/** SSL_session_reused(3): whether a session was resumed. */
class SSL_session_reused_Test {
  @EveryVersion
  void bothEndsKnow(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    assertThat(SSL_session_reused(ends.client)).isZero();
    assertThat(SSL_cache_hit(ends.server)).isZero();
    SSL_SESSION session = SSL_get1_session(ends.client);
    ends.close();
    ends.connect(session);
    assertThat(SSL_session_reused(ends.client)).isEqualTo(1);
    assertThat(SSL_cache_hit(ends.server)).isEqualTo(1);
  }
}
