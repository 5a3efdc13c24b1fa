// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SSL_extension_supported(3): extensions that the application speaks by itself. */
class SSL_extension_supported_Test {
  private static final int TYPE = 0xFE5A;
  private static final int EVERYWHERE = 0x7F80;

  private final List<String> log = new ArrayList<>();

  @Test
  void someAreTheLibrarysOwn() {
    for (int type : new int[] {0, 5, 10, 11, 13, 16, 18, 22, 23, 27, 35, 41, 43, 45, 49, 51}) {
      assertThat(SSL_extension_supported(type)).as("extension " + type).isEqualTo(1);
    }
    assertThat(SSL_extension_supported(TYPE)).isZero();
    assertThat(SSL_extension_supported(70_000)).isZero();
    assertThat(SSL_extension_supported(-1)).isZero();
  }

  @Test
  void whatMakesNoSenseIsNotAdded() {
    SSL_CTX ctx = SSL_CTX_new(TLS_method());
    assertThat(add(ctx, 51, EVERYWHERE)).isZero();
    assertThat(add(ctx, 70_000, EVERYWHERE)).isZero();
    assertThat(
            SSL_CTX_add_custom_ext(
                ctx, TYPE, EVERYWHERE, null, (s, t, c, out, arg) -> {}, null, null, null))
        .isZero();
    assertThat(add(ctx, TYPE, EVERYWHERE)).isEqualTo(1);
    assertThat(add(ctx, TYPE, EVERYWHERE)).isZero();
    assertThat(SSL_CTX_add_client_custom_ext(ctx, TYPE, null, null, null, null, null)).isZero();
    assertThat(SSL_CTX_add_server_custom_ext(ctx, TYPE, null, null, null, null, null)).isZero();
  }

  @Test
  void eachPlaceIsAskedAboutAndHeard() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    add(ends.clientContext, TYPE, EVERYWHERE);
    add(ends.serverContext, TYPE, EVERYWHERE);
    ends.shake();
    Endpoints.drain(ends.client);
    assertThat(log)
        .containsSubsequence(
            "client adds " + SSL_EXT_CLIENT_HELLO,
            "client frees " + SSL_EXT_CLIENT_HELLO,
            "server parses " + SSL_EXT_CLIENT_HELLO + " client",
            "server adds " + SSL_EXT_TLS1_3_SERVER_HELLO,
            "server adds " + SSL_EXT_TLS1_3_ENCRYPTED_EXTENSIONS,
            "server adds " + SSL_EXT_TLS1_3_CERTIFICATE + " 0 with a certificate",
            "client parses " + SSL_EXT_TLS1_3_SERVER_HELLO + " server",
            "client parses " + SSL_EXT_TLS1_3_ENCRYPTED_EXTENSIONS + " server",
            "client parses " + SSL_EXT_TLS1_3_CERTIFICATE + " server 0 with a certificate");
  }

  @ParameterizedTest
  @ValueSource(ints = {TLS1_2_VERSION, TLS1_3_VERSION})
  void theOldFormSpeaksUpToTls12(int version) {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_max_proto_version(ends.clientContext, version);
    assertThat(
            SSL_CTX_add_client_custom_ext(
                ends.clientContext,
                TYPE,
                (s, type, out, al, arg) -> said(out, "client adds " + arg),
                (s, type, out, arg) -> log.add("client frees " + out.length),
                "one",
                (s, type, in, length, al, arg) -> said(null, "client parses " + arg + length),
                "two"))
        .isEqualTo(1);
    assertThat(SSL_CTX_has_client_custom_ext(ends.clientContext, TYPE)).isEqualTo(1);
    assertThat(
            SSL_CTX_add_server_custom_ext(
                ends.serverContext,
                TYPE,
                (s, type, out, al, arg) -> said(out, "server adds"),
                null,
                null,
                (s, type, in, length, al, arg) -> said(null, "server parses " + length),
                null))
        .isEqualTo(1);
    assertThat(SSL_CTX_has_client_custom_ext(ends.serverContext, TYPE)).isZero();
    ends.shake();
    List<String> asked = List.of("client adds one", "client frees 2");
    List<String> answered = List.of("server parses 2", "server adds", "client parses two2");
    assertThat(log.subList(0, 2)).isEqualTo(asked);
    assertThat(log.subList(2, log.size()))
        .isEqualTo(version == TLS1_2_VERSION ? answered : List.of());
  }

  @Test
  void anEmptyOneAsksWhereThereIsNoCallback() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    SSL_CTX_add_custom_ext(ends.clientContext, TYPE, EVERYWHERE, null, null, null, null, null);
    SSL_CTX_add_custom_ext(
        ends.serverContext,
        TYPE,
        EVERYWHERE,
        (s, type, context, out, x, at, al, arg) -> 0,
        null,
        null,
        (s, type, context, in, length, x, at, al, arg) -> said(null, "length " + length),
        null);
    ends.shake();
    assertThat(log).containsExactly("length 0");
  }

  @Test
  void eitherCallbackMayEndTheHandshakeWithAnAlertOfItsChoice() {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    SSL_CTX_add_custom_ext(ends.clientContext, TYPE, EVERYWHERE, null, null, null, null, null);
    SSL_CTX_add_custom_ext(
        ends.serverContext,
        TYPE,
        EVERYWHERE,
        null,
        null,
        null,
        (s, type, context, in, length, x, at, al, arg) -> {
          al[0] = 49;
          return 0;
        },
        null);
    fails(ends, "bad extension", "tlsv1 alert access denied");
    ends = Endpoints.overPair().version(TLS1_3_VERSION);
    SSL_CTX_add_custom_ext(ends.clientContext, TYPE, EVERYWHERE, null, null, null, null, null);
    SSL_CTX_add_custom_ext(
        ends.serverContext,
        TYPE,
        EVERYWHERE,
        (s, type, context, out, x, at, al, arg) -> -1,
        null,
        null,
        null,
        null);
    fails(ends, "callback failed", "tlsv1 alert internal error");
  }

  @Test
  void whatTls13AloneHasIsNotHeardInTls12() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_max_proto_version(ends.serverContext, TLS1_2_VERSION);
    add(ends.clientContext, TYPE, EVERYWHERE | SSL_EXT_TLS1_3_ONLY);
    add(ends.serverContext, TYPE, EVERYWHERE | SSL_EXT_TLS1_3_ONLY);
    ends.shake();
    assertThat(log)
        .containsExactly(
            "client adds " + SSL_EXT_CLIENT_HELLO, "client frees " + SSL_EXT_CLIENT_HELLO);
  }

  @Test
  void aServerAnswersWithWhatAFormOfServerInformationHolds() {
    byte[] second = {0, 0, 0x11, (byte) 0x80, (byte) 0xFE, 0x5A, 0, 2, 7, 8};
    byte[] first = {(byte) 0xFE, 0x5A, 0, 2, 7, 8};
    assertThat(answer(TLS1_3_VERSION, SSL_SERVERINFOV2, second)).isEqualTo("[7, 8]");
    assertThat(answer(TLS1_2_VERSION, SSL_SERVERINFOV1, first)).isEqualTo("[7, 8]");
    assertThat(answer(TLS1_3_VERSION, SSL_SERVERINFOV1, first)).isEmpty();
  }

  private String answer(int version, int form, byte[] info) {
    log.clear();
    Endpoints ends = Endpoints.overPair().version(version);
    assertThat(SSL_CTX_use_serverinfo_ex(ends.serverContext, form, info, info.length)).isEqualTo(1);
    SSL_CTX_add_custom_ext(
        ends.clientContext,
        TYPE,
        EVERYWHERE,
        null,
        null,
        null,
        (s, type, context, in, length, x, at, al, arg) -> said(null, Arrays.toString(in)),
        null);
    ends.shake();
    return String.join("", log);
  }

  private static void fails(Endpoints ends, String here, String there) {
    ends.make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(reason()).isEqualTo(here);
    SSL_do_handshake(ends.client);
    assertThat(reason()).isEqualTo(there);
  }

  private int said(byte[][] out, String what) {
    log.add(what);
    if (out != null) {
      out[0] = new byte[] {1, 2};
    }
    return 1;
  }

  private int add(SSL_CTX ctx, int type, int context) {
    return SSL_CTX_add_custom_ext(
        ctx,
        type,
        context,
        (s, t, where, out, x, at, al, arg) -> {
          out[0] = who(s).getBytes(StandardCharsets.US_ASCII);
          log.add(who(s) + " adds " + where + (x == null ? "" : " " + at + " with a certificate"));
          return 1;
        },
        (s, t, where, out, arg) -> log.add(who(s) + " frees " + where),
        null,
        (s, t, where, in, length, x, at, al, arg) -> {
          String said = new String(in, StandardCharsets.US_ASCII);
          String beside = x == null ? "" : " " + at + " with a certificate";
          log.add(who(s) + " parses " + where + " " + said + beside);
          return 1;
        },
        null);
  }

  private static String who(SSL ssl) {
    return SSL_is_server(ssl) == 1 ? "server" : "client";
  }
}
