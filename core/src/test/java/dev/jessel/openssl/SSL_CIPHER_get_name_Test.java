// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SSL_CIPHER_get_name(3): what is known about the suite in use. */
class SSL_CIPHER_get_name_Test {
  @Test
  void aSuiteHasTwoNames() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_set_ciphersuites(ends.client, "TLS_CHACHA20_POLY1305_SHA256")).isEqualTo(1);
    ends.shakeOnly();
    SSL_CIPHER cipher = SSL_get_current_cipher(ends.server);
    assertThat(SSL_get_cipher(ends.server)).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    assertThat(SSL_CIPHER_standard_name(cipher)).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    assertThat(SSL_CIPHER_is_aead(cipher)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    // name, strength, key, version, encryption, MAC, key exchange, authentication, hash
    "TLS_AES_256_GCM_SHA384, 256, 256, TLSv1.3, 901, 0, 1063, 1064, SHA384",
    "TLS_AES_128_CCM_8_SHA256, 64, 128, TLSv1.3, 896, 0, 1063, 1064, SHA256",
    "ECDHE-ECDSA-CHACHA20-POLY1305, 256, 256, TLSv1.2, 1018, 0, 1038, 1047, SHA256",
    "ECDHE-RSA-AES128-SHA, 128, 128, TLSv1.0, 419, 64, 1038, 1046, MD5-SHA1",
    "DHE-PSK-AES256-CBC-SHA384, 256, 256, TLSv1.0, 427, 673, 1041, 1048, SHA384",
    "ADH-CAMELLIA256-SHA256, 256, 256, TLSv1.2, 753, 672, 1039, 1053, SHA256",
    "RSA-PSK-ARIA128-GCM-SHA256, 128, 128, TLSv1.2, 1123, 0, 1042, 1046, SHA256",
    "DES-CBC3-SHA, 112, 168, SSLv3, 44, 64, 1037, 1046, MD5-SHA1",
    "RC4-MD5, 80, 128, SSLv3, 5, 4, 1037, 1046, MD5-SHA1",
    "PSK-NULL-SHA, 0, 0, SSLv3, 0, 64, 1043, 1048, MD5-SHA1",
  })
  void aSuiteHasItsParts(
      String name,
      int strength,
      int key,
      String version,
      int cipher,
      int digest,
      int exchange,
      int server,
      String hash) {
    SSL_CIPHER suite = new SSL_CIPHER(CipherSuite.named(name).orElseThrow());
    int[] bits = new int[1];

    assertThat(SSL_CIPHER_get_bits(suite, bits)).isEqualTo(strength);
    assertThat(bits[0]).isEqualTo(key);
    assertThat(SSL_CIPHER_get_version(suite)).isEqualTo(version);
    assertThat(SSL_CIPHER_get_cipher_nid(suite)).isEqualTo(cipher);
    assertThat(SSL_CIPHER_get_digest_nid(suite)).isEqualTo(digest);
    assertThat(SSL_CIPHER_get_kx_nid(suite)).isEqualTo(exchange);
    assertThat(SSL_CIPHER_get_auth_nid(suite)).isEqualTo(server);
    assertThat(SSL_CIPHER_get_handshake_digest(suite)).isEqualTo(hash);
    assertThat(SSL_CIPHER_is_aead(suite)).isEqualTo(digest == 0 && key != 0 ? 1 : 0);
  }

  @Test
  void aDescriptionIsALineOfColumns() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    SSL_CIPHER suite = SSL_CIPHER_find(ssl, new byte[] {(byte) 0xC0, 0x2F});

    assertThat(SSL_CIPHER_get_name(suite)).isEqualTo("ECDHE-RSA-AES128-GCM-SHA256");
    assertThat(SSL_CIPHER_get_id(suite)).isEqualTo(0x0300C02FL);
    assertThat(SSL_CIPHER_get_protocol_id(suite)).isEqualTo(0xC02F);
    assertThat(SSL_CIPHER_description(suite))
        .isEqualTo(
            "ECDHE-RSA-AES128-GCM-SHA256    TLSv1.2 Kx=ECDH     Au=RSA   "
                + "Enc=AESGCM(128)            Mac=AEAD\n");
    assertThat(SSL_CIPHER_find(ssl, new byte[] {0x0A, 0x0A})).isNull();
    assertThat(SSL_CIPHER_find(ssl, new byte[] {0, (byte) 0xFF})).isNull();
  }

  @Test
  void namesOfIanaAreTranslated() {
    assertThat(OPENSSL_cipher_name("TLS_RSA_WITH_AES_128_CBC_SHA")).isEqualTo("AES128-SHA");
    assertThat(OPENSSL_cipher_name("TLS_AES_128_GCM_SHA256")).isEqualTo("TLS_AES_128_GCM_SHA256");
    assertThat(OPENSSL_cipher_name("nonsense")).isEqualTo("(NONE)");
    assertThat(OPENSSL_cipher_name("AES128-SHA")).isEqualTo("(NONE)");
    assertThat(OPENSSL_cipher_name(null)).isEqualTo("(NONE)");
  }

  @Test
  void beforeTheHandshakeThereIsNoSuite() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_get_pending_cipher(ends.client)).isNull();
    assertThat(SSL_get_cipher_bits(ends.client, null)).isZero();
    assertThat(SSL_get_cipher_version(ends.client)).isEqualTo("(NONE)");
    ends.shakeOnly();

    assertThat(SSL_get_pending_cipher(ends.client)).isEqualTo(SSL_get_current_cipher(ends.client));
    assertThat(SSL_get_cipher_bits(ends.client, null)).isEqualTo(256);
    assertThat(SSL_get_cipher_version(ends.client)).isEqualTo("TLSv1.3");
  }
}
