// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CONF_CTX_set_flags(3) and SSL_CONF_CTX_new(3). */
class SSL_CONF_CTX_set_flags_Test {
  @Test
  void flagsAddUpAndAreTakenBack() {
    SSL_CONF_CTX conf = SSL_CONF_CTX_new();
    assertThat(SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_FILE)).isEqualTo(2);
    assertThat(SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_SERVER)).isEqualTo(10);
    assertThat(SSL_CONF_CTX_clear_flags(conf, SSL_CONF_FLAG_FILE)).isEqualTo(8);
    SSL_CONF_CTX_free(conf);
  }

  @Test
  void errorsAreShownToThoseWhoAskAlone() {
    ERR_clear_error();
    SSL_CONF_CTX conf = SSL_CONF_CTX_new();
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_FILE);
    assertThat(SSL_CONF_cmd(conf, "Nonsense", "x")).isEqualTo(-2);
    assertThat(ERR_peek_error()).isZero();
  }

  @Test
  void certificatesAreForThoseWhoAskAlone() {
    SSL_CONF_CTX conf = SSL_CONF_CTX_new();
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_FILE);
    assertThat(SSL_CONF_cmd(conf, "Certificate", "x")).isEqualTo(-2);
    assertThat(SSL_CONF_cmd(conf, "PrivateKey", "x")).isEqualTo(-2);
  }
}
