// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set1_sigalgs(3): how certificates are proved. */
class SSL_CTX_set1_sigalgs_Test {
  @Test
  void theServerSignsAsTheClientAsks() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_set1_sigalgs_list(ends.client, "ecdsa_secp256r1_sha256")).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get0_signature_name(ends.server)).isEqualTo("ecdsa_secp256r1_sha256");
    assertThat(SSL_get0_signature_name(ends.client)).isNull();
  }

  @Test
  void withoutACommonAlgorithmThereIsNoHandshake() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_set1_sigalgs_list(ends.client, "ed25519")).isEqualTo(1);
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("no suitable signature algorithm");
  }
}
