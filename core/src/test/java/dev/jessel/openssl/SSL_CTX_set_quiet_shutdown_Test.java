// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

/** SSL_CTX_set_quiet_shutdown(3): closing without a word. */
class SSL_CTX_set_quiet_shutdown_Test {
  @EveryVersion
  void aQuietContextMakesQuietConnections(Version version) {
    Endpoints ends = version.overPair();
    assertThat(SSL_CTX_get_quiet_shutdown(ends.clientContext)).isZero();
    SSL_CTX_set_quiet_shutdown(ends.clientContext, 1);
    assertThat(SSL_CTX_get_quiet_shutdown(ends.clientContext)).isEqualTo(1);
    ends.shake();
    assertThat(SSL_get_quiet_shutdown(ends.client)).isEqualTo(1);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isZero();
    assertThat(SSL_get_shutdown(ends.client)).isEqualTo(SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  }
}
