// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_free(3): who still holds a context is not disturbed. */
class SSL_CTX_free_Test {
  @Test
  void aConnectionOutlivesItsContextsOwner() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_CTX_up_ref(ends.clientContext)).isEqualTo(1);
    SSL_CTX_free(ends.clientContext);
    SSL_CTX_free(ends.clientContext);
    SSL_CTX_free(null);
    ends.shakeOnly();
    assertThat(SSL_get_SSL_CTX(ends.client)).isSameAs(ends.clientContext);
  }

  @Test
  void libraryContextAndPropertiesDoNotMatter() {
    SSL_CTX context = SSL_CTX_new_ex(null, "fips=no", TLS_server_method());
    assertThat(SSL_CTX_is_server(context)).isEqualTo(1);
    assertThat(SSL_CTX_new_ex(null, null, null)).isNull();
    ERR_clear_error();
  }
}
