// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_get_protocol_version(3): the version of a session. */
class SSL_SESSION_get_protocol_version_Test {
  @Test
  void itCanBeSet() {
    SSL_SESSION session = SSL_SESSION_new();
    assertThat(SSL_SESSION_get_protocol_version(session)).isZero();
    assertThat(SSL_SESSION_set_protocol_version(session, TLS1_3_VERSION)).isEqualTo(1);
    assertThat(SSL_SESSION_get_protocol_version(session)).isEqualTo(TLS1_3_VERSION);
  }
}
