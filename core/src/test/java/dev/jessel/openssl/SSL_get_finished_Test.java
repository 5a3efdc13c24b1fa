// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

/** What the Finished messages said. */
class SSL_get_finished_Test {
  @EveryVersion
  void whatOneEndSentTheOtherReceived(Version version) {
    Endpoints ends = version.overPair().make();
    byte[] mine = new byte[64];
    byte[] theirs = new byte[64];
    assertThat(SSL_get_finished(ends.client, mine, 64)).isZero();
    ends.shakeOnly();
    int length = SSL_get_finished(ends.client, mine, 64);
    assertThat(length).isIn(12, 32, 36, 48);
    assertThat(SSL_get_peer_finished(ends.server, theirs, 64)).isEqualTo(length);
    assertThat(mine).isEqualTo(theirs).isNotEqualTo(new byte[64]);
    assertThat(SSL_get_peer_finished(ends.client, theirs, 64)).isEqualTo(length);
    assertThat(mine).isNotEqualTo(theirs);
    assertThat(SSL_get_finished(ends.client, new byte[5], 5)).isEqualTo(length);
    SSL_clear(ends.client);
    assertThat(SSL_get_finished(ends.client, mine, 64)).isZero();
  }
}
