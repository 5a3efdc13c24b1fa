// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import org.junit.jupiter.api.Test;

/** BIO_f_ssl(3): TLS as a filter among others. */
class BIO_f_ssl_Test {
  private final byte[] buffer = new byte[100];

  @Test
  void theFilterSpeaksTlsToTheBioBehindIt() {
    Endpoints ends = Endpoints.overPair().make();
    Bio tls = BIO_new_ssl(ends.clientContext, 1);
    BIO_push(tls, ends.clientBio);
    for (int i = 0; i < 3; i++) {
      int done = BIO_do_handshake(tls);
      assertThat(done == 1 || BIO_should_retry(tls)).isTrue();
      SSL_do_handshake(ends.server);
    }
    assertThat(BIO_do_handshake(tls)).isEqualTo(1);
    assertThat(BIO_write(tls, DATA, 5)).isEqualTo(5);
    assertThat(drain(ends.server)).isEqualTo(5);
    assertThat(BIO_read(tls, buffer, 10)).isEqualTo(-1);
    assertThat(BIO_should_read(tls)).isTrue();
    assertThat(BIO_eof(tls)).isZero();
    SSL_write(ends.server, DATA, 7);
    assertThat(BIO_read(tls, buffer, 3)).isEqualTo(3);
    assertThat(BIO_pending(tls)).isEqualTo(4);
    assertThat(BIO_read(tls, buffer, 10)).isEqualTo(4);
    SSL_shutdown(ends.server);
    assertThat(BIO_read(tls, buffer, 10)).isZero();
    assertThat(BIO_eof(tls)).isEqualTo(1);
    BIO_ssl_shutdown(tls);
    assertThat(SSL_shutdown(ends.server)).isEqualTo(1);
  }

  @Test
  void itWaitsToWriteWhenTheTransportIsFull() {
    Endpoints ends = Endpoints.overPair(600, 0).shake();
    Bio tls = BIO_new(BIO_f_ssl());
    BIO_set_ssl(tls, ends.client, BIO_NOCLOSE);
    BIO_push(tls, ends.clientBio);
    assertThat(BIO_get_ssl(tls)).isSameAs(ends.client);
    assertThat(BIO_write(tls, DATA, 5000)).isEqualTo(-1);
    assertThat(BIO_should_write(tls)).isTrue();
  }

  @Test
  void poppingClearsTheConnectionsBios() {
    Endpoints ends = Endpoints.overPair();
    Bio tls = BIO_new_ssl(ends.clientContext, 1);
    BIO_push(tls, ends.clientBio);
    assertThat(SSL_get_rbio(BIO_get_ssl(tls))).isSameAs(ends.clientBio);
    BIO_pop(tls);
    assertThat(SSL_get_rbio(BIO_get_ssl(tls))).isNull();
  }
}
