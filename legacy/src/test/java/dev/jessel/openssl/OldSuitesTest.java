// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The suites that come with this module, by OpenSSL's names and as OpenSSL describes them. */
class OldSuitesTest {
  @Test
  void theyAreDescribedAsOpensslOnceDid() {
    assertThat(described("RC4-MD5")).isEqualTo("RC4-MD5 SSLv3 Kx=RSA Au=RSA Enc=RC4(128) Mac=MD5");
    assertThat(described("RC4-SHA")).isEqualTo("RC4-SHA SSLv3 Kx=RSA Au=RSA Enc=RC4(128) Mac=SHA1");
    assertThat(described("DES-CBC3-SHA"))
        .isEqualTo("DES-CBC3-SHA SSLv3 Kx=RSA Au=RSA Enc=3DES(168) Mac=SHA1");
    assertThat(described("ECDHE-RSA-RC4-SHA"))
        .isEqualTo("ECDHE-RSA-RC4-SHA TLSv1 Kx=ECDH Au=RSA Enc=RC4(128) Mac=SHA1");
  }

  @Test
  void oldVersionsHaveThemAtLevelZeroAlone() {
    assertThat(supported(SSL3_VERSION, 0)).contains("RC4-SHA", "DES-CBC3-SHA", "AES128-SHA");
    assertThat(supported(TLS1_VERSION, 0)).contains("RC4-SHA", "DES-CBC3-SHA", "AES128-SHA");
    assertThat(supported(TLS1_VERSION, 1)).isEmpty();
    assertThat(supported(TLS1_2_VERSION, 2))
        .doesNotContain("RC4-SHA", "DES-CBC3-SHA")
        .contains("AES128-SHA");
  }

  @Test
  void ssl3HasNoCurvesAndNoNewHashes() {
    assertThat(supported(SSL3_VERSION, 0))
        .noneMatch(name -> name.startsWith("EC") || name.endsWith("256") || name.endsWith("384"));
  }

  private static String described(String name) {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set_cipher_list(context, name + ":@SECLEVEL=0")).isOne();
    return SSL_CTX_get_ciphers(context).stream()
        .filter(suite -> SSL_CIPHER_get_name(suite).equals(name))
        .map(suite -> SSL_CIPHER_description(suite).strip().replaceAll(" +", " "))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> supported(int version, int level) {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_CTX_set_security_level(context, level);
    SSL_CTX_set_cipher_list(context, "ALL:!aNULL:!eNULL");
    SSL_CTX_set_min_proto_version(context, version);
    SSL_CTX_set_max_proto_version(context, version);
    List<SSL_CIPHER> all = SSL_get1_supported_ciphers(SSL_new(context));
    return all == null ? List.of() : all.stream().map(LibSsl::SSL_CIPHER_get_name).toList();
  }
}
