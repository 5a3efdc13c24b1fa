// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_alpn_select_cb(3): a client says what it speaks, a server chooses. */
class SSL_CTX_set_alpn_select_cb_Test {
  private static final byte[] H2 = {2, 'h', '2'};
  private static final byte[] H3 = {2, 'h', '3'};

  @Test
  void aConnectionsProtocolsReplaceItsContexts() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set_alpn_protos(ends.clientContext, H2, 3)).isZero();
    assertThat(SSL_CTX_get0_alpn_protos(ends.clientContext)).isEqualTo(H2);
    SSL_CTX_set_alpn_select_cb(
        ends.serverContext,
        (ssl, out, in, arg) -> {
          out[0] = new byte[] {in[1], in[2]};
          return SSL_TLSEXT_ERR_OK;
        },
        null);
    ends.make();
    assertThat(SSL_get0_alpn_protos(ends.client)).isEqualTo(H2);
    assertThat(SSL_set_alpn_protos(ends.client, H3, 3)).isZero();
    assertThat(SSL_get0_alpn_protos(ends.client)).isEqualTo(H3);
    ends.shakeOnly();
    assertThat(new String(SSL_get0_alpn_selected(ends.server), US_ASCII)).isEqualTo("h3");
  }
}
