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

  @Test
  void whoIsAskedCanBeAskedFor() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    PEM_password_cb knows = (rwflag, data) -> new char[0];
    assertThat(SSL_CTX_get_default_passwd_cb(context)).isNull();
    SSL_CTX_set_default_passwd_cb(context, knows);
    SSL_CTX_set_default_passwd_cb_userdata(context, "told");
    assertThat(SSL_CTX_get_default_passwd_cb(context)).isSameAs(knows);
    assertThat(SSL_CTX_get_default_passwd_cb_userdata(context)).isEqualTo("told");
    SSL ssl = SSL_new(context);
    assertThat(SSL_get_default_passwd_cb(ssl)).isSameAs(knows);
    assertThat(SSL_get_default_passwd_cb_userdata(ssl)).isEqualTo("told");
  }
}
