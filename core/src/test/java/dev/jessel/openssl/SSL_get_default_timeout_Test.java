// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_get_default_timeout(3): how long sessions may be used unless somebody says otherwise. */
class SSL_get_default_timeout_Test {
  @Test
  void itIsTwoHoursWhateverTheContextSays() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_CTX_set_timeout(context, 5);
    assertThat(SSL_get_default_timeout(SSL_new(context))).isEqualTo(7200);
  }
}
