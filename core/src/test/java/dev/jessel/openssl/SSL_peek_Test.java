// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** SSL_peek(3): as a read, but the bytes stay. */
class SSL_peek_Test {
  private final byte[] buffer = new byte[100];

  @EveryVersion
  void whatIsPeekedAtIsReadAgain(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.client, DATA, 2);
    SSL_write(ends.client, DATA, 2, 2);
    assertThat(SSL_peek(ends.server, buffer, 10)).isEqualTo(2);
    assertThat(SSL_peek(ends.server, buffer, 10)).isEqualTo(2);
    assertThat(SSL_pending(ends.server)).isEqualTo(2);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(2);
    assertThat(Arrays.copyOf(buffer, 2)).isEqualTo(Arrays.copyOf(DATA, 2));
    assertThat(SSL_peek(ends.server, buffer, 10)).isEqualTo(2);
    assertThat(drain(ends.server)).isEqualTo(2);
  }

  @EveryVersion
  void aPartOfARecordMayBePeekedAt(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.client, DATA, 5);
    int[] count = {0};
    assertThat(SSL_peek_ex(ends.server, buffer, 3, count)).isEqualTo(1);
    assertThat(count[0]).isEqualTo(3);
    assertThat(SSL_pending(ends.server)).isEqualTo(5);
  }

  @EveryVersion
  void dataInFrontHidesTheCloseNotify(Version version) {
    Endpoints ends = version.overPair().shake();
    SSL_write(ends.client, DATA, 2);
    SSL_shutdown(ends.client);
    for (int i = 0; i < 3; i++) {
      assertThat(SSL_peek(ends.server, buffer, 10)).isEqualTo(2);
      assertThat(SSL_get_shutdown(ends.server)).isZero();
    }
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(2);
    assertThat(SSL_peek(ends.server, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.server, 0)).isEqualTo(SSL_ERROR_ZERO_RETURN);
  }

  @EveryVersion
  void aPeekPerformsTheHandshake(Version version) {
    Endpoints ends = version.overPair().make();
    assertThat(SSL_peek(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(BIO_ctrl_pending(ends.serverBio)).isPositive();
    assertThat(reason()).isEqualTo("-");
  }
}
