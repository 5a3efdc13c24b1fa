// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslSession;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.openssl.EarlyEndpoints.Way;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SSL_CTX_set_psk_use_session_callback(3) and SSL_CTX_set_psk_find_session_callback(3): keys from
 * outside in TLS 1.3.
 */
class SSL_CTX_set_psk_use_session_callback_Test {
  private static final SslSession KEY =
      EarlyEndpoints.key(CipherSuite.TLS_AES_256_GCM_SHA384).build();
  private static final String GOOD = "goodalpn";
  private static final String BAD = "badalpn";

  @Test
  void bothEndsAreAskedAndNoCertificateIsShown() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    int[] asked = new int[2];
    SSL_CTX_set_psk_use_session_callback(
        ends.clientContext,
        (ssl, md, id, sess) -> {
          asked[0]++;
          assertThat(ssl).isSameAs(ends.client);
          assertThat(md).isNull();
          id[0] = EarlyEndpoints.IDENTITY;
          sess[0] = new SSL_SESSION(KEY);
          return 1;
        });
    SSL_CTX_set_psk_find_session_callback(
        ends.serverContext,
        (ssl, identity, length, sess) -> {
          asked[1]++;
          assertThat(ssl).isSameAs(ends.server);
          assertThat(identity).isEqualTo(EarlyEndpoints.IDENTITY).hasSize(length);
          sess[0] = new SSL_SESSION(KEY);
          return 1;
        });
    ends.shake();
    assertThat(asked).containsExactly(1, 1);
    assertThat(SSL_session_reused(ends.client)).isOne();
    assertThat(SSL_session_reused(ends.server)).isOne();
    assertThat(SSL_get0_peer_certificate(ends.client)).isNull();
    assertThat(SSL_get_cipher_name(ends.client)).isEqualTo("TLS_AES_256_GCM_SHA384");
  }

  @Test
  void aKeyThatNobodyKnowsLeavesTheCertificate() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).make();
    SSL_set_psk_use_session_callback(ends.client, SSL_CTX_set_psk_use_session_callback_Test::give);
    SSL_set_psk_find_session_callback(ends.server, (ssl, identity, length, sess) -> 1);
    ends.shakeOnly();
    assertThat(SSL_session_reused(ends.client)).isZero();
    assertThat(SSL_get0_peer_certificate(ends.client)).isNotNull();
  }

  @Test
  void theKeyServesAlsoWhereTheClientIsAskedAgain() {
    Endpoints ends = ready();
    SSL_set1_groups_list(ends.client, "X25519:P-256");
    SSL_set1_groups_list(ends.server, "P-256");
    ends.shakeOnly();
    assertThat(SSL_session_reused(ends.client)).isOne();
  }

  @Test
  void whereTheseGiveNoneTheOlderOnesAreAsked() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).make();
    SSL_set_psk_use_session_callback(ends.client, (ssl, md, id, sess) -> 1);
    SSL_set_psk_find_session_callback(ends.server, (ssl, identity, length, sess) -> 1);
    SSL_set_psk_client_callback(
        ends.client,
        (ssl, hint, identity, maxIdentity, psk, max) -> {
          identity[0] = "me";
          return 16;
        });
    SSL_set_psk_server_callback(ends.server, (ssl, identity, psk, max) -> 16);
    ends.shakeOnly();
    assertThat(SSL_session_reused(ends.client)).isOne();
    assertThat(SSL_get_psk_identity(ends.server)).isEqualTo("me");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aContextOfSessionsDoesNotMatter(boolean verifies) {
    Endpoints ends = ready();
    if (verifies) {
      SSL_set_verify(ends.server, SSL_VERIFY_PEER, null);
    } else {
      SSL_set_session_id_context(ends.server, new byte[] {1, 2, 3}, 3);
    }
    ends.shakeOnly();
    assertThat(SSL_session_reused(ends.server)).isOne();
  }

  @Test
  void itServesAlsoWhereThereAreNoTickets() {
    Endpoints ends = ready();
    SSL_set_options(ends.client, SSL_OP_NO_TICKET);
    SSL_set_options(ends.server, SSL_OP_NO_TICKET);
    ends.shakeOnly();
    assertThat(SSL_session_reused(ends.server)).isOne();
    assertThat(SSL_write(ends.server, Endpoints.DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.client, new byte[10], 10)).isEqualTo(5);
  }

  @Test
  void whoReturns0EndsTheHandshake() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).make();
    SSL_set_psk_use_session_callback(ends.client, (ssl, md, id, sess) -> 0);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("bad psk");

    ends = Endpoints.overPair().version(TLS1_3_VERSION).make();
    SSL_set_psk_use_session_callback(ends.client, SSL_CTX_set_psk_use_session_callback_Test::give);
    SSL_set_psk_find_session_callback(ends.server, (ssl, identity, length, sess) -> 0);
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("bad extension");
  }

  @Test
  void whoWritesForAnotherServerIsToldAtOnce() {
    EarlyEndpoints ends = withKeys(KEY.toBuilder().serverName(Optional.of("goodhost")).build());
    SSL_set_tlsext_host_name(ends.client(), "badhost");
    assertThat(ends.write(ends.client(), "hello")).isZero();
    assertThat(SSL_get_error(ends.client(), 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("inconsistent early data sni");
  }

  @Test
  void whoWritesInAnotherProtocolIsToldAtOnce() {
    EarlyEndpoints ends = withKeys(speaking(GOOD));
    SSL_set_alpn_protos(ends.client(), list(BAD), BAD.length() + 1);
    assertThat(ends.write(ends.client(), "hello")).isZero();
    assertThat(reason()).isEqualTo("inconsistent early data alpn");
  }

  @Test
  void aKeyOfAnotherVersionIsNone() {
    EarlyEndpoints ends =
        withKeys(
            SslSession.builder(
                    ProtocolVersion.TLS_1_2,
                    CipherSuite.named("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256").orElseThrow(),
                    Secret.take(new byte[48]))
                .maxEarlyData(10)
                .build());
    assertThat(ends.write(ends.client(), "hello")).isZero();
    assertThat(reason()).isEqualTo("bad psk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"goodhost", "badhost"})
  void aServersNamesBelongToHandshakes(String known) {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    SSL_CTX_set_tlsext_servername_callback(
        ends.ends.serverContext, (ssl, alert, arg) -> SSL_TLSEXT_ERR_OK);
    ends.ends.make();
    ends.keys(
        KEY.toBuilder().serverName(Optional.of("goodhost")).build(),
        KEY.toBuilder().serverName(Optional.of(known)).build());
    SSL_set_tlsext_host_name(ends.client(), "goodhost");
    accepted(ends);
  }

  @Test
  void byTheProtocolThatWasChosenEarlyDataIsTaken() {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    select(ends, GOOD);
    ends.ends.make();
    ends.keys(speaking(GOOD), speaking(GOOD));
    SSL_set_alpn_protos(ends.client(), list(GOOD), GOOD.length() + 1);
    accepted(ends);
  }

  @Test
  void byAnotherOneItIsNot() {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    select(ends, BAD);
    ends.ends.make();
    ends.keys(speaking(GOOD), speaking(GOOD));
    SSL_set_alpn_protos(ends.client(), list(GOOD), GOOD.length() + 1);
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(SSL_connect(ends.client())).isOne();
  }

  @Test
  void aServerThatTakesItByAnotherOneIsLeft() {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    select(ends, GOOD);
    ends.ends.make();
    ends.keys(speaking(BAD), speaking(GOOD));
    byte[] both = list(GOOD, BAD);
    SSL_set_alpn_protos(ends.client(), both, both.length);
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: hello");
    assertThat(SSL_connect(ends.client())).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client(), -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_CCM_SHA256",
        "TLS_AES_128_CCM_8_SHA256"
      })
  void earlyDataGoesWithEverySuite(String suite) {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    ends.ends.make();
    for (SSL each : new SSL[] {ends.client(), ends.server()}) {
      SSL_set_security_level(each, 0);
      assertThat(SSL_set_ciphersuites(each, suite)).isOne();
    }
    SslSession key = EarlyEndpoints.key(CipherSuite.named(suite).orElseThrow()).build();
    ends.keys(key, key);
    accepted(ends);
    ends.readEarly();
    ends.finish();
    assertThat(SSL_get_cipher_name(ends.client())).isEqualTo(suite);
    assertThat(ends.writeLate(ends.client(), "late")).isEqualTo(4);
    assertThat(ends.read(ends.server())).isEqualTo("late");
  }

  @Test
  void withAnotherSuiteOfItsHashTheKeyServesAndEarlyDataIsRefused() {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    ends.ends.make();
    SSL_set_ciphersuites(ends.server(), "TLS_CHACHA20_POLY1305_SHA256");
    SslSession key = EarlyEndpoints.key(CipherSuite.TLS_AES_128_GCM_SHA256).build();
    ends.keys(key, key);
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    ends.finish();
    assertThat(SSL_session_reused(ends.client())).isOne();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_REJECTED);
  }

  private static void accepted(EarlyEndpoints ends) {
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: hello");
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_ACCEPTED);
    assertThat(SSL_connect(ends.client())).isOne();
  }

  private static Endpoints ready() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION).make();
    SSL_set_psk_use_session_callback(ends.client, SSL_CTX_set_psk_use_session_callback_Test::give);
    SSL_set_psk_find_session_callback(
        ends.server,
        (ssl, identity, length, sess) -> {
          sess[0] = new SSL_SESSION(KEY);
          return 1;
        });
    return ends;
  }

  private static EarlyEndpoints withKeys(SslSession offered) {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.PSK);
    ends.ends.make();
    ends.keys(offered, offered);
    return ends;
  }

  private static SslSession speaking(String protocol) {
    return KEY.toBuilder().applicationProtocol(Optional.of(protocol)).build();
  }

  private static void select(EarlyEndpoints ends, String protocol) {
    SSL_CTX_set_alpn_select_cb(
        ends.ends.serverContext,
        (ssl, out, in, arg) -> {
          out[0] = protocol.getBytes(UTF_8);
          return new String(in, UTF_8).contains(protocol)
              ? SSL_TLSEXT_ERR_OK
              : SSL_TLSEXT_ERR_NOACK;
        },
        null);
  }

  private static byte[] list(String... protocols) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String protocol : protocols) {
      out.write(protocol.length());
      out.writeBytes(protocol.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static int give(SSL ssl, HashAlgorithm md, byte[][] id, SSL_SESSION[] sess) {
    id[0] = EarlyEndpoints.IDENTITY;
    sess[0] = new SSL_SESSION(KEY);
    return 1;
  }
}
