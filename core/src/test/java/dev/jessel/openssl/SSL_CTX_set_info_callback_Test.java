// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** SSL_CTX_set_info_callback(3): who is told how a handshake goes. */
class SSL_CTX_set_info_callback_Test {
  @EveryVersion
  void eachHasItsOwnCallback(Version version) {
    Endpoints ends = version.overPair();
    SSL_info_cb contexts = (ssl, where, ret) -> {};
    List<Integer> seen = new ArrayList<>();
    SSL_info_cb own = (ssl, where, ret) -> seen.add(where);
    assertThat(SSL_CTX_get_info_callback(ends.clientContext)).isNull();
    SSL_CTX_set_info_callback(ends.clientContext, contexts);
    assertThat(SSL_CTX_get_info_callback(ends.clientContext)).isSameAs(contexts);
    ends.make();
    SSL_set_info_callback(ends.client, own);
    assertThat(SSL_get_info_callback(ends.client)).isSameAs(own);
    ends.shakeOnly();
    assertThat(seen).contains(SSL_CB_HANDSHAKE_DONE);
  }
}
