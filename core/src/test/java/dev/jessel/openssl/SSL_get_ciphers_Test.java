// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_get_ciphers(3): the suites of this side, of the other, and of both. */
class SSL_get_ciphers_Test {
  @Test
  void theListIsWhatWasSetBeItAllowedOrNot() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    SSL_set_ciphersuites(ssl, "TLS_AES_128_CCM_8_SHA256:TLS_AES_128_GCM_SHA256");

    assertThat(SSL_get_ciphers(ssl)).hasSizeGreaterThan(2);
    assertThat(SSL_get_cipher_list(ssl, 0)).isEqualTo("TLS_AES_128_CCM_8_SHA256");
    assertThat(SSL_get_cipher_list(ssl, 1)).isEqualTo("TLS_AES_128_GCM_SHA256");
    assertThat(SSL_get_cipher_list(ssl, 1000)).isNull();
    assertThat(SSL_get_cipher_list(ssl, -1)).isNull();
    assertThat(SSL_get_cipher_list(null, 0)).isNull();
  }

  @Test
  void whatIsSupportedIsAlsoAllowed() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    SSL_set_ciphersuites(ssl, "TLS_AES_128_CCM_8_SHA256:TLS_AES_128_GCM_SHA256");
    assertThat(names(SSL_get1_supported_ciphers(ssl)))
        .contains("TLS_AES_128_GCM_SHA256")
        .doesNotContain("TLS_AES_128_CCM_8_SHA256");

    SSL_set_security_level(ssl, 0);
    assertThat(names(SSL_get1_supported_ciphers(ssl))).contains("TLS_AES_128_CCM_8_SHA256");

    SSL_set_ciphersuites(ssl, "");
    SSL_set_cipher_list(ssl, "RC4-SHA");
    assertThat(SSL_get1_supported_ciphers(ssl)).isNull();
  }

  @Test
  void aServerKnowsWhatTheClientOfferedAndWhatBothHave() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_get_client_ciphers(ends.server)).isNull();
    assertThat(SSL_get_shared_ciphers(ends.server, 1000)).isNull();
    SSL_set_ciphersuites(ends.client, "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256");
    SSL_set_ciphersuites(ends.server, "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256");
    SSL_set_cipher_list(ends.client, "AES128-SHA");
    ends.shakeOnly();

    assertThat(names(SSL_get_client_ciphers(ends.server)))
        .startsWith("TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
    assertThat(SSL_get_shared_ciphers(ends.server, 1000))
        .startsWith("TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256");
    assertThat(SSL_get_client_ciphers(ends.client)).isNull();
    assertThat(SSL_get_shared_ciphers(ends.client, 1000)).isNull();
  }

  @Test
  void namesThatDoNotFitAreCutOff() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_ciphersuites(ends.client, "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256");
    ends.shakeOnly();

    assertThat(SSL_get_shared_ciphers(ends.server, 23)).isEqualTo("TLS_AES_128_GCM_SHA256");
    assertThat(SSL_get_shared_ciphers(ends.server, 40)).isEqualTo("TLS_AES_128_GCM_SHA256");
    assertThat(SSL_get_shared_ciphers(ends.server, 1)).isNull();
  }

  private static List<String> names(List<SSL_CIPHER> ciphers) {
    return ciphers.stream().map(cipher -> SSL_CIPHER_get_name(cipher)).toList();
  }
}
