// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

/** SSL_get_client_random(3): what both ends threw in. */
class SSL_get_client_random_Test {
  @EveryVersion
  void bothEndsSeeTheSameRandoms(Version version) {
    Endpoints ends = version.overPair().make();
    assertThat(SSL_get_server_random(ends.client, new byte[32], 32)).isZero();
    ends.shakeOnly();
    byte[] mine = new byte[32];
    byte[] theirs = new byte[32];
    assertThat(SSL_get_server_random(ends.client, mine, 32)).isEqualTo(32);
    assertThat(SSL_get_server_random(ends.server, theirs, 32)).isEqualTo(32);
    assertThat(mine).isEqualTo(theirs).isNotEqualTo(new byte[32]);
    assertThat(SSL_get_client_random(ends.client, theirs, 32)).isEqualTo(32);
    assertThat(mine).isNotEqualTo(theirs);
    assertThat(SSL_get_server_random(ends.client, theirs, 0)).isEqualTo(32);
    assertThat(SSL_get_server_random(ends.client, new byte[5], 5)).isEqualTo(5);
  }
}
