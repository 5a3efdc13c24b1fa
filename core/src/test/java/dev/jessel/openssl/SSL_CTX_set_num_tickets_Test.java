// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_num_tickets(3): how many tickets a server sends. */
class SSL_CTX_set_num_tickets_Test {
  @Test
  void theNumberIsKeptAndBounded() {
    SSL_CTX context = SSL_CTX_new(TLS_server_method());
    assertThat(SSL_CTX_get_num_tickets(context)).isEqualTo(2);
    assertThat(SSL_CTX_set_num_tickets(context, 5)).isEqualTo(1);
    assertThat(SSL_CTX_get_num_tickets(context)).isEqualTo(5);
    SSL ssl = SSL_new(context);
    assertThat(SSL_get_num_tickets(ssl)).isEqualTo(5);
    assertThat(SSL_set_num_tickets(ssl, 0)).isEqualTo(1);
    assertThat(SSL_get_num_tickets(ssl)).isZero();
  }
}
