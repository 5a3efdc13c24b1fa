// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_get_verify_mode(3): what was set is what is told. */
class SSL_get_verify_mode_Test {
  @Test
  void contextsAndConnectionsTellTheirSettings() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_verify_cb judge = (ok, store) -> ok;
    assertThat(SSL_CTX_get_verify_mode(context)).isEqualTo(SSL_VERIFY_NONE);
    assertThat(SSL_CTX_get_verify_depth(context)).isEqualTo(-1);
    assertThat(SSL_CTX_get_verify_callback(context)).isNull();
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);
    SSL_CTX_set_verify_depth(context, 3);
    assertThat(SSL_CTX_get_verify_mode(context)).isEqualTo(SSL_VERIFY_PEER);
    assertThat(SSL_CTX_get_verify_depth(context)).isEqualTo(3);
    assertThat(SSL_CTX_get_verify_callback(context)).isSameAs(judge);
    SSL ssl = SSL_new(context);
    assertThat(SSL_get_verify_depth(ssl)).isEqualTo(3);
    assertThat(SSL_get_verify_callback(ssl)).isSameAs(judge);
    SSL_set_verify(ssl, SSL_VERIFY_NONE, null);
    SSL_set_verify_depth(ssl, 1);
    assertThat(SSL_get_verify_mode(ssl)).isEqualTo(SSL_VERIFY_NONE);
    assertThat(SSL_get_verify_callback(ssl)).isNull();
    assertThat(SSL_get_verify_depth(ssl)).isEqualTo(1);
    SSL_set_verify_result(ssl, X509_V_ERR_CERT_HAS_EXPIRED);
    assertThat(SSL_get_verify_result(ssl)).isEqualTo(X509_V_ERR_CERT_HAS_EXPIRED);
  }
}
