// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_cipher_list(3): which suites a context may use. */
class SSL_CTX_set_cipher_list_Test {
  private static final List<String> TLS_13 =
      List.of("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256");

  private final SSL_CTX context = SSL_CTX_new(TLS_method());

  @Test
  void aListStandsBehindTheSuitesOfTls13() {
    assertThat(SSL_CTX_set_cipher_list(context, "AES256-SHA:AES128-SHA")).isEqualTo(1);

    assertThat(names(SSL_CTX_get_ciphers(context)))
        .startsWith(TLS_13.toArray(String[]::new))
        .endsWith("AES256-SHA", "AES128-SHA")
        .hasSize(5);
  }

  @Test
  void aContextStartsWithTheDefaults() {
    List<SSL_CIPHER> before = SSL_CTX_get_ciphers(context);
    assertThat(SSL_CTX_set_cipher_list(context, OSSL_default_cipher_list())).isEqualTo(1);
    assertThat(SSL_CTX_set_ciphersuites(context, OSSL_default_ciphersuites())).isEqualTo(1);

    assertThat(SSL_CTX_get_ciphers(context)).isEqualTo(before);
    assertThat(String.join(":", TLS_13)).isEqualTo(OSSL_default_ciphersuites());
    assertThat(OSSL_default_cipher_list()).isEqualTo("ALL:!COMPLEMENTOFDEFAULT:!eNULL");
  }

  @Test
  void aListThatLeavesNothingIsAnErrorAndChangesNothing() {
    List<SSL_CIPHER> before = SSL_CTX_get_ciphers(context);
    ERR_clear_error();

    assertThat(SSL_CTX_set_cipher_list(context, "")).isZero();
    assertThat(Endpoints.reason()).isEqualTo("no cipher match");
    assertThat(SSL_CTX_set_cipher_list(context, "no-such-suite")).isZero();
    assertThat(Endpoints.reason()).isEqualTo("no cipher match");
    assertThat(SSL_CTX_get_ciphers(context)).isEqualTo(before);
  }

  @Test
  void whatIsNoCommandIsAnotherError() {
    ERR_clear_error();
    assertThat(SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=9")).isZero();
    assertThat(Endpoints.reason()).isEqualTo("invalid command");
    assertThat(SSL_CTX_set_cipher_list(context, "?")).isZero();
    assertThat(Endpoints.reason()).isEqualTo("invalid command");
  }

  @Test
  void aListCanSetTheSecurityLevel() {
    assertThat(SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=4")).isEqualTo(1);

    assertThat(SSL_CTX_get_security_level(context)).isEqualTo(4);
    assertThat(SSL_get_security_level(SSL_new(context))).isEqualTo(4);
  }

  @Test
  void aConnectionHasAListOfItsOwn() {
    SSL ssl = SSL_new(context);
    assertThat(SSL_set_cipher_list(ssl, "AES128-SHA")).isEqualTo(1);
    assertThat(SSL_set_ciphersuites(ssl, "TLS_AES_128_GCM_SHA256")).isEqualTo(1);

    assertThat(names(SSL_get_ciphers(ssl))).containsExactly("TLS_AES_128_GCM_SHA256", "AES128-SHA");
    assertThat(names(SSL_CTX_get_ciphers(context))).hasSizeGreaterThan(20);
  }

  @Test
  void unknownNamesOfTls13AreIgnoredAsLongAsOneIsLeft() {
    ERR_clear_error();
    assertThat(SSL_CTX_set_ciphersuites(context, "nonsense:tls_aes_128_gcm_sha256")).isEqualTo(1);
    assertThat(names(SSL_CTX_get_ciphers(context))).startsWith("TLS_AES_128_GCM_SHA256");

    assertThat(SSL_CTX_set_ciphersuites(context, "nonsense:AES128-SHA")).isZero();
    assertThat(Endpoints.reason()).isEqualTo("no cipher match");
  }

  @Test
  void withoutAnySuiteThereIsNoHandshake() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set_ciphersuites(ends.clientContext, "")).isEqualTo(1);
    SSL_CTX_set_max_proto_version(ends.clientContext, TLS1_3_VERSION);
    SSL_CTX_set_min_proto_version(ends.clientContext, TLS1_3_VERSION);
    ends.make();

    assertThat(SSL_connect(ends.client)).isNotEqualTo(1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(Endpoints.reason()).isEqualTo("no ciphers available");
  }

  private static List<String> names(List<SSL_CIPHER> ciphers) {
    return ciphers.stream().map(cipher -> SSL_CIPHER_get_name(cipher)).toList();
  }
}
