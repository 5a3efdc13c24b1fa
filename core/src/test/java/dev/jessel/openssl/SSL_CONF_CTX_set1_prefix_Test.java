// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CONF_CTX_set1_prefix(3): names that begin alike. */
class SSL_CONF_CTX_set1_prefix_Test {
  private final SSL_CONF_CTX conf = SSL_CONF_CTX_new();

  @Test
  void inFilesAPrefixCountsInAnyCase() {
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_FILE);
    assertThat(SSL_CONF_CTX_set1_prefix(conf, "SSL-")).isEqualTo(1);

    assertThat(SSL_CONF_cmd(conf, "ssl-CipherString", "ALL")).isEqualTo(2);
    assertThat(SSL_CONF_cmd(conf, "CipherString", "ALL")).isEqualTo(-2);
    assertThat(SSL_CONF_cmd(conf, "SSL-", "ALL")).isEqualTo(-2);
    SSL_CONF_CTX_set1_prefix(conf, null);
    assertThat(SSL_CONF_cmd(conf, "CipherString", "ALL")).isEqualTo(2);
  }

  @Test
  void onCommandLinesItStandsInPlaceOfTheDash() {
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_CMDLINE);
    SSL_CONF_CTX_set1_prefix(conf, "--ssl-");

    assertThat(SSL_CONF_cmd(conf, "--ssl-cipher", "ALL")).isEqualTo(2);
    assertThat(SSL_CONF_cmd(conf, "--SSL-cipher", "ALL")).isEqualTo(-2);
    assertThat(SSL_CONF_cmd(conf, "-cipher", "ALL")).isEqualTo(-2);
  }
}
