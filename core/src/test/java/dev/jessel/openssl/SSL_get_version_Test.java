// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_get_version(3): which protocol, and which it is not. */
class SSL_get_version_Test {
  @EveryVersion
  void bothEndsSpeakItAndNoDatagrams(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_get_version(ends.server)).isEqualTo(version.toString());
    assertThat(SSL_client_version(ends.server)).isEqualTo(version.number());
    assertThat(SSL_is_tls(ends.client)).isEqualTo(1);
    assertThat(SSL_is_dtls(ends.client)).isZero();
    assertThat(SSL_is_quic(ends.client)).isZero();
    assertThat(SSL_get_ssl_method(ends.client)).isEqualTo(TLS_client_method());
  }

  @Test
  void theMethodCanBeChanged() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL ssl = SSL_new(context);
    assertThat(SSL_is_server(ssl)).isEqualTo(1);
    assertThat(SSL_set_ssl_method(ssl, TLS_client_method())).isEqualTo(1);
    assertThat(SSL_get_ssl_method(ssl)).isEqualTo(TLS_client_method());
    assertThat(SSL_is_server(ssl)).isZero();
    assertThat(SSL_set_ssl_method(ssl, null)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("null ssl method passed");
    assertThat(SSL_CTX_get_ssl_method(context)).isEqualTo(TLS_method());
    assertThat(SSL_CTX_set_ssl_version(context, TLS_server_method())).isEqualTo(1);
    assertThat(SSL_CTX_get_ssl_method(context)).isEqualTo(TLS_server_method());
    assertThat(SSL_CTX_set_ssl_version(context, null)).isZero();
    ERR_clear_error();
  }

  @EveryVersion
  void recordsAreNeverCompressed(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_get_current_compression(ends.client)).isNull();
    assertThat(SSL_get_current_expansion(ends.client)).isNull();
  }
}
