// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CONF_cmd_argv(3): settings from a command line. */
class SSL_CONF_cmd_argv_Test {
  private final SSL_CTX context = SSL_CTX_new(TLS_method());
  private final SSL_CONF_CTX conf = SSL_CONF_CTX_new();

  SSL_CONF_cmd_argv_Test() {
    SSL_CONF_CTX_set_ssl_ctx(conf, context);
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_CLIENT | SSL_CONF_FLAG_FILE);
  }

  @Test
  void argumentsAreTakenAwayOneCommandAtATime() {
    String[][] argv = {{"-no_tls1_2", "-cipher", "AES128-SHA", "host:443"}};
    int[] argc = {4};

    assertThat(SSL_CONF_cmd_argv(conf, argc, argv)).isEqualTo(1);
    assertThat(SSL_CONF_cmd_argv(conf, argc, argv)).isEqualTo(2);
    assertThat(argc[0]).isEqualTo(1);
    assertThat(argv[0]).containsExactly("host:443");
    assertThat(SSL_CONF_cmd_argv(conf, argc, argv)).isZero();
    assertThat(argv[0]).containsExactly("host:443");
    assertThat(SSL_CTX_get_ciphers(context)).hasSize(4);
  }

  @Test
  void theArrayCanSayHowManyThereAre() {
    String[][] argv = {{"-groups", "P-256"}};
    assertThat(SSL_CONF_cmd_argv(conf, null, argv)).isEqualTo(2);
    assertThat(SSL_CONF_cmd_argv(conf, null, argv)).isZero();
  }

  @Test
  void badAndMissingValuesAreErrors() {
    assertThat(SSL_CONF_cmd_argv(conf, null, new String[][] {{"-cipher", "nonsense"}}))
        .isEqualTo(-1);
    assertThat(SSL_CONF_cmd_argv(conf, null, new String[][] {{"-cipher"}})).isEqualTo(-3);
    assertThat(SSL_CONF_cmd_argv(conf, new int[] {1}, new String[][] {{"-cipher", "ALL"}}))
        .isEqualTo(-3);
    assertThat(SSL_CONF_cmd_argv(conf, new int[] {0}, new String[][] {{"-cipher", "ALL"}}))
        .isZero();
  }
}
