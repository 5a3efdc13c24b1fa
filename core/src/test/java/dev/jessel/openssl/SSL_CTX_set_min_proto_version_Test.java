// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_min_proto_version(3): the span of versions. */
class SSL_CTX_set_min_proto_version_Test {
  @Test
  void zeroMeansAnyAndIsTheDefault() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get_min_proto_version(context)).isZero();
    assertThat(SSL_CTX_get_max_proto_version(context)).isZero();
    SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION);
    SSL ssl = SSL_new(context);
    assertThat(SSL_get_max_proto_version(ssl)).isEqualTo(TLS1_3_VERSION);
    assertThat(SSL_set_max_proto_version(ssl, 0)).isEqualTo(1);
    assertThat(SSL_get_max_proto_version(ssl)).isZero();
    assertThat(SSL_CTX_get_max_proto_version(context)).isEqualTo(TLS1_3_VERSION);
  }

  @Test
  void aConnectionHasItsOwnSpan() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_set_min_proto_version(ssl, TLS1_3_VERSION)).isEqualTo(1);
    assertThat(SSL_get_min_proto_version(ssl)).isEqualTo(TLS1_3_VERSION);
  }
}
