// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.SslReason;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_max_cert_list(3): how much a peer may show. */
class SSL_CTX_set_max_cert_list_Test {
  @Test
  void theDefaultIs100KiB() {
    assertThat(SSL_CTX_get_max_cert_list(SSL_CTX_new(TLS_method()))).isEqualTo(102_400);
  }

  @Test
  void theValueBeforeIsReturnedAndConnectionsInheritTheNewOne() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set_max_cert_list(context, 5000)).isEqualTo(102_400);
    SSL ssl = SSL_new(context);
    assertThat(SSL_get_max_cert_list(ssl)).isEqualTo(5000);
    assertThat(SSL_set_max_cert_list(ssl, 6000)).isEqualTo(5000);
    assertThat(SSL_CTX_get_max_cert_list(context)).isEqualTo(5000);
    assertThat(SSL_ctrl(ssl, SSL_CTRL_SET_MAX_CERT_LIST, 7000, null)).isEqualTo(6000);
    assertThat(SSL_ctrl(ssl, SSL_CTRL_GET_MAX_CERT_LIST, 0, null)).isEqualTo(7000);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_CERT_LIST, 1, null)).isEqualTo(5000);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_GET_MAX_CERT_LIST, 0, null)).isEqualTo(1);
  }

  @Test
  void aChainThatIsLongerEndsTheHandshake() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_max_cert_list(ends.client, 100);
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_get_error(ends.client, SSL_do_handshake(ends.client))).isEqualTo(SSL_ERROR_SSL);
    assertThat(ERR_GET_REASON(ERR_peek_error()))
        .isEqualTo(SslReason.EXCESSIVE_MESSAGE_SIZE.number());
  }
}
