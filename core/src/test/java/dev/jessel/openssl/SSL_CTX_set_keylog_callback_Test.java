// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_keylog_callback(3): who gets the secrets. */
class SSL_CTX_set_keylog_callback_Test {
  @Test
  void theCallbackIsKept() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get_keylog_callback(context)).isNull();
    SSL_CTX_keylog_cb log = (ssl, line) -> {};
    SSL_CTX_set_keylog_callback(context, log);
    assertThat(SSL_CTX_get_keylog_callback(context)).isSameAs(log);
  }
}
