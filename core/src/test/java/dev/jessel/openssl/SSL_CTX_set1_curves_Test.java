// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set1_curves(3): the groups of the key exchange. */
class SSL_CTX_set1_curves_Test {
  @Test
  void theClientsListDecidesUnderEitherName() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set1_curves_list(ends.clientContext, "P-384")).isEqualTo(1);
    ends.shake();
    assertThat(SSL_get0_group_name(ends.server)).isEqualTo("secp384r1");
    Endpoints others = Endpoints.overPair().make();
    assertThat(SSL_set1_groups_list(others.client, "P-256")).isEqualTo(1);
    assertThat(SSL_set1_curves_list(others.client, "nothing")).isZero();
    ERR_clear_error();
    others.shakeOnly();
    assertThat(SSL_get0_group_name(others.client)).isEqualTo("secp256r1");
  }

  @Test
  void groupsCanBeSetByNumber() {
    Endpoints ends = Endpoints.overPair();
    int[] groups = {715, TLSEXT_nid_unknown | 0x0017};
    assertThat(SSL_CTX_set1_groups(ends.clientContext, groups, 2)).isEqualTo(1);
    SSL_CTX_set1_groups(ends.serverContext, groups, 2);
    ends.shake();
    assertThat(SSL_get_negotiated_group(ends.client)).isEqualTo(715);
    assertThat(SSL_group_to_name(ends.client, 715)).isEqualTo("secp384r1");
    assertThat(SSL_group_to_name(ends.client, TLSEXT_nid_unknown | 0x11EC))
        .isEqualTo("X25519MLKEM768");
    assertThat(SSL_group_to_name(ends.client, 1)).isNull();
    assertThat(SSL_group_to_name(ends.client, TLSEXT_nid_unknown | 0xFFEE)).isNull();
  }

  @Test
  void theServerSeesTheClientsGroupsAndWhatIsShared() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_get_negotiated_group(ends.server)).isZero();
    assertThat(SSL_get1_groups(ends.server, null)).isZero();
    assertThat(SSL_set1_curves(ends.client, new int[] {415, 716}, 2)).isEqualTo(1);
    assertThat(SSL_set1_groups(ends.server, new int[] {716, 1034}, 2)).isEqualTo(1);
    ends.shakeOnly();
    int[] groups = new int[SSL_get1_groups(ends.server, null)];
    assertThat(SSL_get1_groups(ends.server, groups)).isEqualTo(2);
    assertThat(groups).containsExactly(415, 716);
    assertThat(SSL_get1_curves(ends.server, groups)).isEqualTo(2);
    int[][] codes = new int[1][];
    assertThat(SSL_get0_iana_groups(ends.server, codes)).isEqualTo(2);
    assertThat(codes[0]).containsExactly(0x17, 0x19);
    assertThat(SSL_get_shared_group(ends.server, -1)).isEqualTo(1);
    assertThat(SSL_get_shared_group(ends.server, 0)).isEqualTo(716);
    assertThat(SSL_get_shared_curve(ends.server, 1)).isZero();
    assertThat(SSL_get_shared_group(ends.client, 0)).isEqualTo(-1);
    assertThat(SSL_get1_groups(ends.client, null)).isZero();
  }

  @Test
  void numbersWithoutAGroupAreRefused() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set1_curves(context, new int[] {415, 12}, 2)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("passed invalid argument");
    assertThat(SSL_CTX_set1_groups(context, new int[0], 0)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("bad length");
  }

  @Test
  void theListsLanguageHasSharesTuplesAndOptions() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set1_groups_list(ends.clientContext, "?nothing:*X25519:P-256/-P-256:*P-384"))
        .isEqualTo(1);
    ends.make();
    SSL_set1_groups_list(ends.server, "DEFAULT:-X25519");
    ends.shakeOnly();
    assertThat(SSL_get0_group_name(ends.client)).isEqualTo("secp384r1");
    int[] offered = new int[2];
    assertThat(SSL_get1_groups(ends.server, offered)).isEqualTo(2);
    assertThat(offered).containsExactly(1034, 715);
  }

  @Test
  void implementedGroupsHaveTheirNames() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    List<String> names = new ArrayList<>();
    assertThat(SSL_CTX_get0_implemented_groups(context, 0, names)).isEqualTo(1);
    assertThat(names).contains("x25519", "secp256r1", "ffdhe2048").doesNotContain("P-256");
    SSL_CTX_get0_implemented_groups(context, 1, names);
    assertThat(names).contains("P-256", "prime256v1");
  }

  @Test
  void aKeysCurveCanBeTheOnlyGroup() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    ECKey key = (ECKey) generator.generateKeyPair().getPublic();
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set_tmp_ecdh(ends.serverContext, key)).isEqualTo(1);
    ends.make();
    assertThat(SSL_set_tmp_ecdh(ends.client, key)).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get_negotiated_group(ends.server)).isEqualTo(715);
  }

  @Test
  void whatLibsslOnlyKeepsForOldProgramsAnswersAsItDoes() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    SSL_CTX context = SSL_get_SSL_CTX(ssl);
    assertThat(SSL_CTX_set_ecdh_auto(context, 1)).isEqualTo(1);
    assertThat(SSL_set_ecdh_auto(ssl, 0)).isZero();
    assertThat(SSL_CTX_need_tmp_RSA(context)).isZero();
    assertThat(SSL_need_tmp_RSA(ssl)).isZero();
    assertThat(SSL_CTX_set_tmp_rsa(context, null)).isEqualTo(1);
    assertThat(SSL_set_tmp_rsa(ssl, null)).isEqualTo(1);
  }
}
