// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_default_passwd_cb(3): passwords of keys in files. */
class SSL_CTX_set_default_passwd_cb_Test {
  @Test
  void aConnectionAsksItsOwnCallback() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    String file = fixture("localhost-encrypted.key");
    assertThat(SSL_use_PrivateKey_file(ssl, file, SSL_FILETYPE_PEM)).isZero();
    ERR_clear_error();
    SSL_set_default_passwd_cb(ssl, (rwflag, data) -> ((String) data).toCharArray());
    SSL_set_default_passwd_cb_userdata(ssl, "secret");
    assertThat(SSL_use_PrivateKey_file(ssl, file, SSL_FILETYPE_PEM)).isEqualTo(1);
    SSL_set_default_passwd_cb_userdata(ssl, "wrong");
    assertThat(SSL_use_PrivateKey_file(ssl, file, SSL_FILETYPE_PEM)).isZero();
    ERR_clear_error();
  }
}
