// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** CRYPTO_get_ex_new_index(3), as far as contexts, connections and sessions go. */
class SSL_set_ex_data_Test {
  @Test
  void aContextKeepsWhatItWasGivenUnderEachIndex() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    int one = SSL_CTX_get_ex_new_index();
    int two = SSL_CTX_get_ex_new_index();
    assertThat(one).isNotEqualTo(two).isNotZero();
    assertThat(SSL_CTX_set_ex_data(context, one, "one")).isEqualTo(1);
    assertThat(SSL_CTX_get_ex_data(context, one)).isEqualTo("one");
    assertThat(SSL_CTX_get_ex_data(context, two)).isNull();
    SSL_CTX_set_ex_data(context, one, null);
    assertThat(SSL_CTX_get_ex_data(context, one)).isNull();
  }

  @Test
  void aConnectionDoesNotTakeOverItsContextsData() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    int index = SSL_get_ex_new_index();
    SSL_CTX_set_ex_data(context, index, "context's");
    SSL ssl = SSL_new(context);
    assertThat(SSL_get_ex_data(ssl, index)).isNull();
    SSL_set_ex_data(ssl, index, "own");
    assertThat(SSL_get_ex_data(ssl, index)).isEqualTo("own");
  }

  @Test
  void aSessionKeepsItsOwn() {
    SSL_SESSION session = SSL_SESSION_new();
    int index = SSL_SESSION_get_ex_new_index();
    assertThat(SSL_SESSION_set_ex_data(session, index, "kept")).isEqualTo(1);
    assertThat(SSL_SESSION_set_app_data(session, "other")).isEqualTo(1);
    assertThat(SSL_SESSION_get_ex_data(session, index)).isEqualTo("kept");
    assertThat(SSL_SESSION_get_app_data(session)).isEqualTo("other");
    SSL_SESSION_set_ex_data(session, index, null);
    assertThat(SSL_SESSION_get_ex_data(session, index)).isNull();
  }
}
