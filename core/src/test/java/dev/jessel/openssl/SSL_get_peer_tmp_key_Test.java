// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import org.junit.jupiter.api.Test;

/** SSL_get_peer_tmp_key(3): the keys of the key exchange. */
class SSL_get_peer_tmp_key_Test {
  @EveryVersion
  void whatOneEndSentIsThePeersOfTheOther(Version version) {
    Endpoints ends = version.overPair().make();
    SSL_set1_groups_list(ends.client, "P-256");
    PublicKey[] key = new PublicKey[1];
    assertThat(SSL_get_peer_tmp_key(ends.client, key)).isZero();
    assertThat(SSL_get_tmp_key(ends.client, key)).isZero();
    ends.shakeOnly();

    assertThat(peers(ends.client)).isEqualTo(own(ends.server));
    assertThat(peers(ends.server)).isEqualTo(own(ends.client)).isNotEqualTo(own(ends.server));
    assertThat(peers(ends.client).getAlgorithm()).isIn("EC", "DH");
    assertThat(SSL_get_server_tmp_key(ends.client, key)).isOne();
    assertThat(key[0]).isEqualTo(own(ends.server));
  }

  @Test
  void whereTheServersOwnKeyEncryptsThereIsNone() {
    Endpoints ends = Version.TLS_1_2.overPair();
    SSL_CTX_use_certificate_file(
        ends.serverContext, Endpoints.fixture("localhost-rsa.pem"), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(
        ends.serverContext, Endpoints.fixture("localhost-rsa.key"), SSL_FILETYPE_PEM);
    SSL_CTX_set_cipher_list(ends.clientContext, "AES128-GCM-SHA256");
    ends.shake();
    assertThat(SSL_get_peer_tmp_key(ends.client, new PublicKey[1])).isZero();
  }

  private static PublicKey peers(SSL ssl) {
    PublicKey[] key = new PublicKey[1];
    assertThat(SSL_get_peer_tmp_key(ssl, key)).isOne();
    return key[0];
  }

  private static PublicKey own(SSL ssl) {
    PublicKey[] key = new PublicKey[1];
    assertThat(SSL_get_tmp_key(ssl, key)).isOne();
    return key[0];
  }
}
