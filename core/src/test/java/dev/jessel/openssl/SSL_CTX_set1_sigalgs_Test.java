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

  @Test
  void algorithmsCanBeSetByNumbers() {
    Endpoints ends = Endpoints.overPair();
    int sha256 = 672;
    int ec = 408;
    assertThat(SSL_CTX_set1_sigalgs(ends.clientContext, new int[] {sha256, ec}, 2)).isEqualTo(1);
    ends.make();
    assertThat(SSL_set1_sigalgs(ends.server, new int[] {673, ec, sha256, ec}, 4)).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get0_peer_signature_name(ends.client)).isEqualTo("ecdsa_secp256r1_sha256");
    assertThat(SSL_set1_sigalgs(ends.client, new int[] {sha256}, 1)).isZero();
    assertThat(SSL_CTX_set1_sigalgs(ends.clientContext, new int[] {sha256, 5}, 2)).isZero();
    ERR_clear_error();
  }

  @Test
  void builtInAlgorithmsAreAListThatCanBeSet() {
    String all = SSL_get1_builtin_sigalgs(null);
    assertThat(all.split(":")).contains("ed25519", "rsa_pss_rsae_sha256");
    assertThat(SSL_CTX_set1_sigalgs_list(SSL_CTX_new(TLS_method()), all)).isEqualTo(1);
  }
}
