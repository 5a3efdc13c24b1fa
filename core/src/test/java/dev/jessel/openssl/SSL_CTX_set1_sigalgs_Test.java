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

  @EveryVersion
  void clientsHaveAListOfTheirOwn(Version version) {
    Endpoints ends = mutual(version);
    assertThat(SSL_CTX_set1_client_sigalgs_list(ends.serverContext, "ECDSA+SHA512:ECDSA+SHA256"))
        .isOne();
    ends.make();
    assertThat(SSL_set1_client_sigalgs_list(ends.client, "ECDSA+SHA256")).isOne();
    ends.shakeOnly();

    // Before TLS 1.2 nobody says what a signature is made with; SSLv3 has no such keys.
    boolean said = !version.isOld();
    assertThat(SSL_get0_peer_certificate(ends.server) != null).isEqualTo(version.hasExtensions());
    assertThat(SSL_get_sigalgs(ends.client, -1, null, null, null, null, null))
        .isEqualTo(said ? 2 : 0);
    int[] codepoint = new int[1];
    assertThat(SSL_get0_sigalg(ends.client, 0, codepoint, null)).isEqualTo(said ? 2 : 0);
    assertThat(codepoint[0]).isEqualTo(said ? 0x0603 : 0);
    if (said) {
      assertThat(SSL_get0_peer_signature_name(ends.server)).isEqualTo("ecdsa_secp256r1_sha256");
    }
    assertThat(SSL_get0_peer_signature_name(ends.client)).as("the server's own").isNotNull();
  }

  @Test
  void clientsListsCanBeSetByNumbers() {
    Endpoints ends = mutual(Version.TLS_1_2);
    int sha256 = 672;
    int ec = 408;
    int[] list = {673, ec, sha256, ec};
    assertThat(SSL_CTX_set1_client_sigalgs(ends.serverContext, list, 4)).isOne();
    ends.make();
    assertThat(SSL_set1_client_sigalgs(ends.client, new int[] {sha256, ec}, 2)).isOne();
    assertThat(SSL_set1_client_sigalgs(ends.client, list, 3)).isZero();
    ERR_clear_error();
    ends.shakeOnly();
    assertThat(SSL_get0_peer_signature_name(ends.server)).isEqualTo("ecdsa_secp256r1_sha256");
  }

  private static Endpoints mutual(Version version) {
    Endpoints ends = version.overPair();
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, (ok, store) -> 1);
    SSL_CTX_use_certificate_file(
        ends.clientContext, Endpoints.fixture("client.pem"), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(
        ends.clientContext, Endpoints.fixture("client.key"), SSL_FILETYPE_PEM);
    return ends;
  }
}
