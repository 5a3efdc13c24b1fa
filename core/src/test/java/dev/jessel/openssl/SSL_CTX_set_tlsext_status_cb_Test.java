// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SSL_CTX_set_tlsext_status_cb(3): OCSP responses that travel with certificates. */
class SSL_CTX_set_tlsext_status_cb_Test {
  private static final byte[] RESPONSE = {0x30, 3, 0x0a, 1, 6};
  private static final byte[] RESPONDER = {(byte) 0xa2, 2, 4, 0};

  private final byte[][] got = {null};

  @ParameterizedTest
  @ValueSource(ints = {TLS1_2_VERSION, TLS1_3_VERSION})
  void aServerSendsWhatItsCallbackSets(int version) {
    Endpoints ends = asking(version);
    SSL_CTX_set_tlsext_status_cb(
        ends.serverContext,
        (ssl, arg) -> {
          assertThat(arg).isEqualTo("arg");
          return SSL_set_tlsext_status_ocsp_resp(ssl, RESPONSE, RESPONSE.length) == 1
              ? SSL_TLSEXT_ERR_OK
              : SSL_TLSEXT_ERR_ALERT_FATAL;
        });
    assertThat(SSL_CTX_set_tlsext_status_arg(ends.serverContext, "arg")).isEqualTo(1);
    ends.shake();
    assertThat(SSL_get_tlsext_status_ocsp_resp(ends.client, got)).isEqualTo(RESPONSE.length);
    assertThat(got[0]).isEqualTo(RESPONSE);
  }

  @Test
  void aServerWithoutACallbackSendsNothing() {
    Endpoints ends = asking(TLS1_3_VERSION).make();
    SSL_set_tlsext_status_ocsp_resp(ends.server, RESPONSE, RESPONSE.length);
    ends.shakeOnly();
    assertThat(SSL_get_tlsext_status_ocsp_resp(ends.client, got)).isEqualTo(-1);
    assertThat(got[0]).isNull();
  }

  @Test
  void aServerSendsNothingThatItsCallbackDoesNotWant() {
    Endpoints ends = asking(TLS1_3_VERSION);
    SSL_CTX_set_tlsext_status_cb(ends.serverContext, (ssl, arg) -> SSL_TLSEXT_ERR_NOACK);
    ends.make();
    SSL_set_tlsext_status_ocsp_resp(ends.server, RESPONSE, RESPONSE.length);
    ends.shakeOnly();
    assertThat(SSL_get_tlsext_status_ocsp_resp(ends.client, got)).isEqualTo(-1);
  }

  @Test
  void aServersCallbackMayEndTheHandshake() {
    Endpoints ends = asking(TLS1_3_VERSION);
    SSL_CTX_set_tlsext_status_cb(ends.serverContext, (ssl, arg) -> SSL_TLSEXT_ERR_ALERT_FATAL);
    ends.make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("clienthello tlsext");
    SSL_do_handshake(ends.client);
    assertThat(reason()).isEqualTo("tlsv1 alert internal error");
  }

  @Test
  void unaskedAServerIsNotAskedEither() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    List<Object> asked = new ArrayList<>();
    SSL_CTX_set_tlsext_status_cb(
        ends.serverContext,
        (ssl, arg) -> {
          asked.add(ssl);
          return SSL_TLSEXT_ERR_OK;
        });
    ends.shake();
    assertThat(asked).isEmpty();
    assertThat(SSL_get_tlsext_status_type(ends.client)).isEqualTo(TLSEXT_STATUSTYPE_nothing);
  }

  @Test
  void aClientsCallbackJudgesWhatCameOrThatNothingDid() {
    Endpoints ends = asking(TLS1_3_VERSION);
    SSL_CTX_set_tlsext_status_cb(
        ends.clientContext, (ssl, arg) -> SSL_get_tlsext_status_ocsp_resp(ssl, got) < 0 ? 1 : 0);
    ends.shake();
    assertThat(got[0]).isNull();

    ends = asking(TLS1_3_VERSION);
    sending(ends);
    SSL_CTX_set_tlsext_status_cb(ends.clientContext, (ssl, arg) -> 0);
    fails(ends, "invalid status response", "tlsv1 bad certificate status response");

    ends = asking(TLS1_3_VERSION);
    SSL_CTX_set_tlsext_status_cb(ends.clientContext, (ssl, arg) -> -1);
    fails(ends, "callback failed", "tlsv1 alert internal error");
  }

  @Test
  void aChainHasAResponseForEachCertificate() {
    Endpoints ends = asking(TLS1_3_VERSION);
    SSL_CTX_set_tlsext_status_cb(
        ends.serverContext,
        (ssl, arg) -> {
          SSL_set0_tlsext_status_ocsp_resp_ex(ssl, Arrays.asList(RESPONSE, null));
          return SSL_TLSEXT_ERR_OK;
        });
    ends.shake();
    List<byte[]>[] all = lists();
    assertThat(SSL_get0_tlsext_status_ocsp_resp_ex(ends.client, all)).isEqualTo(1);
    assertThat(all[0].get(0)).isEqualTo(RESPONSE);
    assertThat(SSL_get0_tlsext_status_ocsp_resp_ex(ends.server, all)).isEqualTo(2);
  }

  @Test
  void whatWasSetIsGot() {
    SSL_CTX ctx = SSL_CTX_new(TLS_client_method());
    SSL_tlsext_status_cb callback = (ssl, arg) -> 1;
    SSL_tlsext_status_cb[] found = {null};
    Object[] argument = {null};
    assertThat(SSL_CTX_set_tlsext_status_cb(ctx, callback)).isEqualTo(1);
    assertThat(SSL_CTX_get_tlsext_status_cb(ctx, found)).isEqualTo(1);
    assertThat(found[0]).isSameAs(callback);
    SSL_CTX_set_tlsext_status_arg(ctx, "arg");
    assertThat(SSL_CTX_get_tlsext_status_arg(ctx, argument)).isEqualTo(1);
    assertThat(argument[0]).isEqualTo("arg");
    assertThat(SSL_CTX_get_tlsext_status_type(ctx)).isEqualTo(TLSEXT_STATUSTYPE_nothing);
    assertThat(SSL_CTX_set_tlsext_status_type(ctx, TLSEXT_STATUSTYPE_ocsp)).isEqualTo(1);
    assertThat(SSL_CTX_get_tlsext_status_type(ctx)).isEqualTo(TLSEXT_STATUSTYPE_ocsp);
    SSL ssl = SSL_new(ctx);
    assertThat(SSL_get_tlsext_status_type(ssl)).isEqualTo(TLSEXT_STATUSTYPE_ocsp);
    assertThat(SSL_set_tlsext_status_type(ssl, TLSEXT_STATUSTYPE_nothing)).isEqualTo(1);
    assertThat(SSL_get_tlsext_status_type(ssl)).isEqualTo(TLSEXT_STATUSTYPE_nothing);
  }

  @Test
  void aClientSaysWhomItTrusts() {
    Endpoints ends = asking(TLS1_3_VERSION).make();
    byte[][] extensions = {null};
    List<byte[]>[] ids = lists();
    SSL_set_tlsext_status_ids(ends.client, List.of(RESPONDER));
    SSL_set_tlsext_status_exts(ends.client, new byte[] {0x30, 0});
    assertThat(SSL_get_tlsext_status_ids(ends.client, ids)).isEqualTo(1);
    assertThat(ids[0].get(0)).isEqualTo(RESPONDER);
    assertThat(SSL_get_tlsext_status_exts(ends.client, extensions)).isEqualTo(1);
    assertThat(extensions[0]).isEqualTo(new byte[] {0x30, 0});
    int[] length = {0};
    byte[][] said = {null};
    ends.shakeOnly();
    assertThat(SSL_client_hello_get0_ext(ends.server, 5, said, length)).isEqualTo(1);
    assertThat(said[0]).isEqualTo(new byte[] {1, 0, 6, 0, 4, (byte) 0xa2, 2, 4, 0, 0, 2, 0x30, 0});
  }

  private static void fails(Endpoints ends, String here, String there) {
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(reason()).isEqualTo(here);
    SSL_do_handshake(ends.server);
    assertThat(reason()).isEqualTo(there);
  }

  private static void sending(Endpoints ends) {
    SSL_CTX_set_tlsext_status_cb(
        ends.serverContext,
        (ssl, arg) -> {
          SSL_set_tlsext_status_ocsp_resp(ssl, RESPONSE, RESPONSE.length);
          return SSL_TLSEXT_ERR_OK;
        });
  }

  private static Endpoints asking(int version) {
    Endpoints ends = Endpoints.overPair().version(version);
    SSL_CTX_set_tlsext_status_type(ends.clientContext, TLSEXT_STATUSTYPE_ocsp);
    return ends;
  }

  @SuppressWarnings("unchecked") // one element, as C's pointer to a pointer
  private static List<byte[]>[] lists() {
    return (List<byte[]>[]) new List<?>[1];
  }
}
