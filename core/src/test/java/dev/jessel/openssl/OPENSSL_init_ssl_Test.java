// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** OPENSSL_init_ssl(3): the library needs no start, and says that all is well. */
class OPENSSL_init_ssl_Test {
  @Test
  void theLibraryIsAlwaysReady() {
    assertThat(OPENSSL_init_ssl(0, null)).isEqualTo(1);
    assertThat(SSL_library_init()).isEqualTo(1);
    SSL_load_error_strings();
    ERR_clear_error();
    assertThat(SSL_new(null)).isNull();
    assertThat(ERR_error_string(ERR_get_error())).contains("SSL routines");
  }
}
