// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_check_chain(3): whether a certificate could serve the peer. */
class SSL_check_chain_Test {
  @Test
  void aServerSeesWhichCertificateTheClientTakes() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set1_sigalgs_list(ends.client, "ecdsa_secp256r1_sha256");
    int[] found = new int[3];
    SSL_set_cert_cb(
        ends.server,
        (ssl, arg) -> {
          found[0] = SSL_check_chain(ssl, null, null, null);
          found[1] =
              SSL_check_chain(
                  ssl,
                  Fixtures.certificate("../x509/ed25519.pem"),
                  Fixtures.key("../x509/ed25519.key"),
                  List.of());
          found[2] =
              SSL_check_chain(
                  ssl,
                  Fixtures.certificate("localhost.pem"),
                  Fixtures.key("stranger.key"),
                  List.of());
          return 1;
        },
        null);
    ends.shakeOnly();
    assertThat(found[0] & CERT_PKEY_VALID).isNotZero();
    assertThat(found[0] & CERT_PKEY_SIGN).isNotZero();
    assertThat(found[0] & CERT_PKEY_EE_SIGNATURE).isNotZero();
    assertThat(found[1] & (CERT_PKEY_VALID | CERT_PKEY_SIGN)).isZero();
    assertThat(found[2]).isZero();
  }

  @Test
  void flagsAreKeptAsFarAsTheyHaveAnEffect() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set_cert_flags(ends.serverContext, SSL_CERT_FLAG_TLS_STRICT | 0x30000))
        .isEqualTo(SSL_CERT_FLAG_TLS_STRICT);
    assertThat(SSL_CTX_clear_cert_flags(ends.serverContext, SSL_CERT_FLAG_TLS_STRICT)).isZero();
    ends.make();
    assertThat(SSL_set_cert_flags(ends.server, SSL_CERT_FLAG_TLS_STRICT)).isEqualTo(1);
    assertThat(SSL_clear_cert_flags(ends.server, 0)).isEqualTo(1);
    // The client takes the key's curve for signatures, and not for keys.
    SSL_set1_groups_list(ends.client, "X25519");
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("no suitable signature algorithm");
  }
}
