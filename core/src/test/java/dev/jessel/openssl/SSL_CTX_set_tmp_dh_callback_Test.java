// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.DhParameters;
import dev.jessel.wire.NamedGroup;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.interfaces.DHKey;
import javax.crypto.spec.DHParameterSpec;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_tmp_dh_callback(3): the group of a server's DHE suites. */
class SSL_CTX_set_tmp_dh_callback_Test {
  private static final DHParameterSpec FFDHE2048 = named(NamedGroup.FFDHE2048);
  private static final DHParameterSpec FFDHE3072 = named(NamedGroup.FFDHE3072);
  private static final DHParameterSpec SMALL =
      new DHParameterSpec(BigInteger.ONE.shiftLeft(1023).setBit(0), BigInteger.TWO);

  @Test
  void theGroupThatWasGivenIsUsed() {
    Endpoints ends = ends();
    assertThat(SSL_CTX_set_tmp_dh(ends.serverContext, FFDHE3072)).isOne();
    assertThat(prime(ends.make())).isEqualTo(FFDHE3072.getP());

    Endpoints one = ends().make();
    assertThat(SSL_set_tmp_dh(one.server, FFDHE3072)).isOne();
    assertThat(prime(one)).isEqualTo(FFDHE3072.getP());
  }

  @Test
  void aKeyHasAGroup() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
    generator.initialize(FFDHE3072);
    DHKey key = (DHKey) generator.generateKeyPair().getPublic();
    Endpoints ends = ends();
    assertThat(SSL_CTX_set0_tmp_dh_pkey(ends.serverContext, key)).isOne();
    assertThat(prime(ends.make())).isEqualTo(FFDHE3072.getP());

    Endpoints one = ends().make();
    assertThat(SSL_set0_tmp_dh_pkey(one.server, key)).isOne();
    assertThat(SSL_set0_tmp_dh_pkey(one.server, null)).isOne();
    assertThat(prime(one)).isEqualTo(FFDHE2048.getP());
  }

  @Test
  void theAutomaticChoiceGoesBeforeWhatWasGiven() {
    Endpoints ends = ends();
    SSL_CTX_set_tmp_dh(ends.serverContext, FFDHE3072);
    assertThat(SSL_CTX_set_dh_auto(ends.serverContext, 1)).isOne();
    assertThat(prime(ends.make())).isEqualTo(FFDHE2048.getP());
    assertThat(SSL_CTX_set_dh_auto(ends.serverContext, 0)).isOne();
    assertThat(prime(ends.make())).isEqualTo(FFDHE3072.getP());

    ends.make();
    assertThat(SSL_set_dh_auto(ends.server, 1)).isOne();
    assertThat(prime(ends)).isEqualTo(FFDHE2048.getP());
  }

  @Test
  void aGroupThatIsTooSmallIsRefused() {
    Endpoints ends = ends();
    assertThat(SSL_CTX_set_tmp_dh(ends.serverContext, SMALL)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("dh key too small");
    SSL_CTX_set_security_level(ends.serverContext, 0);
    assertThat(SSL_CTX_set_tmp_dh(ends.serverContext, SMALL)).isOne();
    ends.make();
    SSL_set_security_level(ends.server, 5);
    assertThat(SSL_set_tmp_dh(ends.server, FFDHE3072)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("dh key too small");
  }

  @Test
  void aCallbackIsAskedOnceWhereNothingWasGiven() {
    List<String> asked = new ArrayList<>();
    Endpoints ends = ends();
    SSL_CTX_set_tmp_dh_callback(
        ends.serverContext,
        (ssl, export, length) -> {
          asked.add(export + " " + length);
          return FFDHE3072;
        });
    assertThat(prime(ends.make())).isEqualTo(FFDHE3072.getP());
    assertThat(asked).containsExactly("0 1024");

    ends.make();
    SSL_set_tmp_dh_callback(ends.server, (ssl, export, length) -> null);
    assertThat(prime(ends)).isEqualTo(FFDHE2048.getP());
    ends.make();
    SSL_set_tmp_dh(ends.server, FFDHE2048);
    assertThat(prime(ends)).isEqualTo(FFDHE2048.getP());
    assertThat(asked).hasSize(1);
  }

  private static Endpoints ends() {
    Endpoints ends = Version.TLS_1_2.overPair();
    assertThat(SSL_CTX_set_cipher_list(ends.clientContext, "ADH-AES128-SHA256:@SECLEVEL=0"))
        .isOne();
    assertThat(SSL_CTX_set_cipher_list(ends.serverContext, "ALL")).isOne();
    return ends;
  }

  private static BigInteger prime(Endpoints ends) {
    // An anonymous suite has no strength of its own: the level is for the group.
    SSL_set_security_callback(ends.server, (s, ctx, op, bits, nid, other, ex) -> 1);
    ends.shakeOnly();
    PublicKey[] key = new PublicKey[1];
    assertThat(SSL_get_peer_tmp_key(ends.client, key)).isOne();
    return ((DHKey) key[0]).getParams().getP();
  }

  private static DHParameterSpec named(NamedGroup group) {
    DhParameters found = CallbackBridge.CRYPTO.dhParameters(group).orElseThrow();
    return new DHParameterSpec(
        new BigInteger(1, found.prime().toArray()), new BigInteger(1, found.generator().toArray()));
  }
}
