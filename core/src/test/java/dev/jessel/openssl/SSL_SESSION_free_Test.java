// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_free(3): sessions are made, and their references counted. */
class SSL_SESSION_free_Test {
  @Test
  void aSessionHasOneReferenceMoreForEachThatIsAdded() {
    SSL_SESSION session = SSL_SESSION_new();
    assertThat(session.references()).isEqualTo(1);
    assertThat(SSL_SESSION_up_ref(session)).isEqualTo(1);
    assertThat(session.references()).isEqualTo(2);
    SSL_SESSION_free(session);
    SSL_SESSION_free(session);
    assertThat(session.references()).isZero();
    SSL_SESSION_free(null);
  }
}
