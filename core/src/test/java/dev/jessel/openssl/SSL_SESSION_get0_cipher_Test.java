// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_get0_cipher(3): the suite of a session. */
class SSL_SESSION_get0_cipher_Test {
  @Test
  void itCanBeSet() {
    SSL_SESSION session = SSL_SESSION_new();
    assertThat(SSL_SESSION_get0_cipher(session)).isNull();
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    SSL_CIPHER cipher = SSL_CIPHER_find(ssl, new byte[] {0x13, 0x01});
    assertThat(SSL_SESSION_set_cipher(session, cipher)).isEqualTo(1);
    assertThat(SSL_SESSION_get0_cipher(session)).isEqualTo(cipher);
  }
}
