// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SSL_CTX_set_tlsext_servername_callback(3), and what SSL_set_SSL_CTX(3) changes in it. */
class SSL_CTX_set_tlsext_servername_callback_Test {
  private static final int SERVER_NAME = 0;

  @ParameterizedTest
  @CsvSource({
    "0x303, 0, true",
    "0x304, 0, true",
    "0x303, 3, false",
    "0x304, 3, false",
    "0x304, 1, false"
  })
  void theNameIsAcknowledgedWhenTheCallbackSaysSo(int version, int answer, boolean acknowledged) {
    Endpoints ends = named(version);
    SSL_CTX_set_tlsext_servername_callback(ends.serverContext, (ssl, al, arg) -> answer);
    assertThat(answers(ends).contains(SERVER_NAME)).isEqualTo(acknowledged);
  }

  @Test
  void withoutACallbackNothingIsAcknowledged() {
    assertThat(answers(named(TLS1_3_VERSION))).doesNotContain(SERVER_NAME);
    assertThat(answers(named(TLS1_2_VERSION))).doesNotContain(SERVER_NAME);
  }

  @Test
  void aClientThatAsksForNoNameIsHeardToo() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    List<String> heard = new ArrayList<>();
    SSL_CTX_set_tlsext_servername_callback(
        ends.serverContext,
        (ssl, al, arg) -> {
          heard.add(String.valueOf(SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name)));
          return SSL_TLSEXT_ERR_NOACK;
        });
    ends.shake();
    assertThat(heard).containsExactly("null");
  }

  @ParameterizedTest
  @ValueSource(ints = {TLS1_2_VERSION, TLS1_3_VERSION})
  void anotherContextBringsItsTrustAndNotItsDemands(int version) {
    // What must be verified was taken from the first context, whom to trust is the other's.
    Endpoints ends = named(version);
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, null);
    SSL_CTX_use_certificate_file(ends.clientContext, fixture("client.pem"), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(ends.clientContext, fixture("client.key"), SSL_FILETYPE_PEM);
    SSL_CTX other = other();
    SSL_CTX_load_verify_file(other, fixture("ca.pem"));
    switching(ends, other);
    ends.shakeOnly();
    assertThat(SSL_get0_peer_certificate(ends.client).subject()).contains("stranger");
    assertThat(SSL_get0_peer_certificate(ends.server).subject()).contains("client");
    assertThat(SSL_get_verify_result(ends.server)).isEqualTo(X509_V_OK);
    assertThat(SSL_get_SSL_CTX(ends.server)).isSameAs(other);
  }

  @Test
  void anotherContextBringsItsProtocolsAndSignatures() {
    Endpoints ends = named(TLS1_3_VERSION);
    SSL_CTX_set_alpn_protos(ends.clientContext, new byte[] {1, 'a', 1, 'b'}, 4);
    select(ends.serverContext, 'a');
    SSL_CTX other = other();
    select(other, 'b');
    SSL_CTX_set1_sigalgs_list(other, "ecdsa_secp256r1_sha256");
    switching(ends, other);
    ends.shakeOnly();
    assertThat(SSL_get0_alpn_selected(ends.client)).isEqualTo(new byte[] {'b'});
  }

  @Test
  void aSignatureThatTheOtherContextDoesNotMakeIsNotMade() {
    Endpoints ends = named(TLS1_3_VERSION);
    SSL_CTX other = other();
    SSL_CTX_set1_sigalgs_list(other, "rsa_pss_rsae_sha256");
    switching(ends, other);
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("no suitable signature algorithm");
  }

  private static SSL_CTX other() {
    SSL_CTX other = SSL_CTX_new(TLS_server_method());
    SSL_CTX_use_certificate_chain_file(other, fixture("stranger.pem"));
    SSL_CTX_use_PrivateKey_file(other, fixture("stranger.key"), SSL_FILETYPE_PEM);
    return other;
  }

  private static void select(SSL_CTX ctx, char protocol) {
    SSL_CTX_set_alpn_select_cb(
        ctx,
        (ssl, out, in, arg) -> {
          out[0] = new byte[] {(byte) protocol};
          return SSL_TLSEXT_ERR_OK;
        },
        null);
  }

  private static void switching(Endpoints ends, SSL_CTX other) {
    SSL_CTX_set_tlsext_servername_callback(
        ends.serverContext,
        (ssl, al, arg) -> {
          SSL_set_SSL_CTX(ssl, (SSL_CTX) arg);
          return SSL_TLSEXT_ERR_OK;
        });
    SSL_CTX_set_tlsext_servername_arg(ends.serverContext, other);
    ends.make();
    SSL_set_tlsext_host_name(ends.client, "localhost");
  }

  private static Endpoints named(int version) {
    return Endpoints.overPair().version(version);
  }

  /** The types of extensions that the server answers with. */
  private static List<Integer> answers(Endpoints ends) {
    List<Integer> types = new ArrayList<>();
    ends.make();
    SSL_set_tlsext_host_name(ends.client, "localhost");
    SSL_set_tlsext_debug_callback(ends.client, (ssl, who, type, data, len, arg) -> types.add(type));
    ends.shakeOnly();
    return types;
  }
}
