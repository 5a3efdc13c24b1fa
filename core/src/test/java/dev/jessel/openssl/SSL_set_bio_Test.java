// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import org.junit.jupiter.api.Test;

/** SSL_set_bio(3): each way of its own, and what becomes of the BIOs before. */
class SSL_set_bio_Test {
  @Test
  void bothWaysCanBeSetApart() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    Bio reader = BIO_new(BIO_s_mem());
    Bio writer = BIO_new(BIO_s_mem());
    SSL_set0_rbio(ssl, reader);
    assertThat(SSL_get_rbio(ssl)).isSameAs(reader);
    assertThat(SSL_get_wbio(ssl)).isNull();
    SSL_set0_wbio(ssl, writer);
    assertThat(SSL_get_rbio(ssl)).isSameAs(reader);
    assertThat(SSL_get_wbio(ssl)).isSameAs(writer);
    Bio next = BIO_new(BIO_s_mem());
    SSL_set0_rbio(ssl, next);
    assertThat(reader.isClosed()).isTrue();
    assertThat(writer.isClosed()).isFalse();
    SSL_free(ssl);
    assertThat(next.isClosed()).isTrue();
    assertThat(writer.isClosed()).isTrue();
  }

  @Test
  void theSameBioAgainIsNotFreed() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    Bio both = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl, both, both);
    SSL_set0_wbio(ssl, both);
    assertThat(both.isClosed()).isFalse();
  }
}
