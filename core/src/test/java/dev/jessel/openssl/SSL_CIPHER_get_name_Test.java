// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CIPHER_get_name(3): what is known about the suite in use. */
class SSL_CIPHER_get_name_Test {
  @Test
  void aSuiteHasTwoNames() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_set_ciphersuites(ends.client, "TLS_CHACHA20_POLY1305_SHA256")).isEqualTo(1);
    ends.shakeOnly();
    SSL_CIPHER cipher = SSL_get_current_cipher(ends.server);
    assertThat(SSL_get_cipher(ends.server)).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    assertThat(SSL_CIPHER_standard_name(cipher)).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    assertThat(SSL_CIPHER_is_aead(cipher)).isEqualTo(1);
  }
}
