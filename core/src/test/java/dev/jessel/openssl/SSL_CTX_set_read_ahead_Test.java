// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_read_ahead(3): how much is taken from the transport at once. */
class SSL_CTX_set_read_ahead_Test {
  @Test
  void theContextsChoiceIsTheConnectionsDefault() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get_read_ahead(context)).isZero();
    SSL_CTX_set_read_ahead(context, 1);
    assertThat(SSL_CTX_get_default_read_ahead(context)).isEqualTo(1);
    assertThat(SSL_get_read_ahead(SSL_new(context))).isEqualTo(1);
    SSL_CTX_set_default_read_ahead(context, 0);
    assertThat(SSL_CTX_get_read_ahead(context)).isZero();
    assertThat(SSL_get_read_ahead(SSL_new(context))).isZero();
  }

  @EveryVersion
  void aheadTakesAllAndElseOnlyTheNextRecordIsTaken(Version version) {
    Endpoints ends = version.overMemory().shake();
    byte[] one = new byte[10];
    for (int i = 0; i < 3; i++) {
      SSL_write(ends.client, Endpoints.DATA, 10);
    }
    SSL_read(ends.server, one, 10);
    assertThat(BIO_ctrl_pending(SSL_get_rbio(ends.server))).isPositive();
    SSL_set_read_ahead(ends.server, 1);
    SSL_read(ends.server, one, 10);
    assertThat(BIO_ctrl_pending(SSL_get_rbio(ends.server))).isZero();
    assertThat(SSL_has_pending(ends.server)).isEqualTo(1);
    assertThat(SSL_pending(ends.server)).isZero();
  }
}
