// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_get_version(3): which protocol, and which it is not. */
class SSL_get_version_Test {
  @Test
  void bothEndsSpeakTls13AndNoDatagrams() {
    Endpoints ends = Endpoints.overPair().shake();
    assertThat(SSL_get_version(ends.server)).isEqualTo("TLSv1.3");
    assertThat(SSL_client_version(ends.server)).isEqualTo(TLS1_3_VERSION);
    assertThat(SSL_is_tls(ends.client)).isEqualTo(1);
    assertThat(SSL_is_dtls(ends.client)).isZero();
    assertThat(SSL_is_quic(ends.client)).isZero();
    assertThat(SSL_get_ssl_method(ends.client)).isEqualTo(TLS_client_method());
  }
}
