// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

/** SSL_in_init(3): where a handshake stands, before, within and after. */
class SSL_in_init_Test {
  @EveryVersion
  void eachEndKnowsWhetherItIsInItsHandshake(Version version) {
    Endpoints ends = version.overPair().make();
    assertThat(SSL_in_before(ends.client)).isEqualTo(1);
    SSL_do_handshake(ends.client);
    assertThat(SSL_in_before(ends.client)).isZero();
    assertThat(SSL_in_init(ends.client)).isEqualTo(1);
    assertThat(SSL_in_connect_init(ends.client)).isEqualTo(1);
    assertThat(SSL_in_accept_init(ends.client)).isZero();
    assertThat(SSL_in_accept_init(ends.server)).isEqualTo(1);
    assertThat(SSL_in_connect_init(ends.server)).isZero();
    assertThat(SSL_is_init_finished(ends.client)).isZero();
    ends.shakeOnly();
    assertThat(SSL_is_init_finished(ends.client)).isEqualTo(1);
    assertThat(SSL_in_connect_init(ends.client)).isZero();
    assertThat(SSL_in_accept_init(ends.server)).isZero();
  }
}
