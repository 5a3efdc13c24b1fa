// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_get_shared_sigalgs(3) and SSL_get_peer_signature_nid(3): who can sign how, and who did. */
class SSL_get_shared_sigalgs_Test {
  private final int[] key = new int[1];
  private final int[] hash = new int[1];
  private final int[] both = new int[1];
  private final byte[] low = new byte[1];
  private final byte[] high = new byte[1];
  private final int[] code = new int[1];
  private final String[] name = new String[1];

  @Test
  void theServerSeesWhatTheClientTakes() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set1_sigalgs_list(ends.client, "ed25519:ecdsa_secp256r1_sha256:rsa_pss_rsae_sha384");
    SSL_set1_sigalgs_list(ends.server, "ecdsa_secp256r1_sha256");
    ends.shakeOnly();
    assertThat(SSL_get_sigalgs(ends.server, -1, null, null, null, null, null)).isEqualTo(3);
    assertThat(SSL_get_sigalgs(ends.server, 3, key, hash, both, low, high)).isZero();
    assertThat(SSL_get_sigalgs(ends.server, 1, key, hash, both, low, high)).isEqualTo(3);
    assertThat(new int[] {key[0], hash[0], both[0]}).containsExactly(408, 672, 794);
    assertThat(new int[] {high[0], low[0]}).containsExactly(4, 3);
    assertThat(SSL_get0_sigalg(ends.server, 2, code, name)).isEqualTo(3);
    assertThat(code[0]).isEqualTo(0x0805);
    assertThat(name[0]).isEqualTo("rsa_pss_rsae_sha384");
    assertThat(SSL_get_shared_sigalgs(ends.server, 0, key, null, null, null, null)).isEqualTo(1);
    assertThat(SSL_get0_shared_sigalg(ends.server, 0, code, name)).isEqualTo(1);
    assertThat(name[0]).isEqualTo("ecdsa_secp256r1_sha256");
  }

  @Test
  void aClientThatIsAskedForACertificateSeesWhatTheServerTakes() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_get_sigalgs(ends.client, 0, null, null, null, null, null)).isZero();
    SSL_set_verify(ends.server, SSL_VERIFY_PEER, null);
    SSL_set1_sigalgs_list(ends.server, "ecdsa_secp256r1_sha256:ed448");
    ends.shakeOnly();
    assertThat(SSL_get0_sigalg(ends.client, 1, code, name)).isEqualTo(2);
    assertThat(name[0]).isEqualTo("ed448");
  }

  @Test
  void bothEndsKnowHowTheServerSigned() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_get_peer_signature_nid(ends.client, hash)).isZero();
    ends.shakeOnly();
    assertThat(SSL_get_peer_signature_nid(ends.client, hash)).isEqualTo(1);
    assertThat(SSL_get_peer_signature_type_nid(ends.client, key)).isEqualTo(1);
    assertThat(new int[] {hash[0], key[0]}).containsExactly(672, 408);
    assertThat(SSL_get_signature_nid(ends.server, hash)).isEqualTo(1);
    assertThat(SSL_get_signature_type_nid(ends.server, key)).isEqualTo(1);
    assertThat(new int[] {hash[0], key[0]}).containsExactly(672, 408);
    assertThat(SSL_get_signature_nid(ends.client, hash)).isZero();
    assertThat(SSL_get_peer_signature_type_nid(ends.server, key)).isZero();
  }
}
