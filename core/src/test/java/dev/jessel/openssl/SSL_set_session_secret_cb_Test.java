// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SSL_set_session_secret_cb and its sisters: what EAP-FAST (RFC 4851) asks of TLS. */
class SSL_set_session_secret_cb_Test {
  private static final byte[] OPAQUE = "opaque to the client".getBytes(US_ASCII);
  private static final int FULL = SSL_MAX_MASTER_KEY_LENGTH;

  private final Endpoints ends = Version.TLS_1_2.overPair();
  private final List<String> asked = new ArrayList<>();
  private final List<Bytes> read = new ArrayList<>();

  /** What {@code test_session_secret_cb} asks, with the suite left open or not. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSessionWithoutAnIdIsResumedByTheSecretThatBothKnow(boolean names) {
    ends.shake();
    SSL_SESSION session = SSL_get1_session(ends.client);
    assertThat(SSL_SESSION_has_ticket(session)).isOne();
    SSL_CIPHER suite = SSL_SESSION_get0_cipher(session);
    tls_session_secret_cb_fn knows =
        (ssl, secret, length, ciphers, cipher, arg) -> {
          asked.add((String) arg);
          cipher[0] = names ? suite : null;
          length[0] = SSL_SESSION_get_master_key(session, secret, length[0]);
          return 1;
        };
    SSL_shutdown(ends.client);
    SSL_shutdown(ends.server);
    Endpoints again = Version.TLS_1_2.overPair().make();
    assertThat(SSL_SESSION_set1_id(session, new byte[0], 0)).isOne();
    assertThat(SSL_set_session(again.client, session)).isOne();
    assertThat(SSL_set_session_secret_cb(again.server, knows, "server")).isOne();
    assertThat(SSL_set_session_secret_cb(again.client, knows, "client")).isOne();
    again.shakeOnly();
    assertThat(asked).containsExactly("server", "client");
    assertThat(SSL_session_reused(again.client)).isOne();
    assertThat(SSL_session_reused(again.server)).isOne();
    assertThat(SSL_get_current_cipher(again.server))
        .isEqualTo(SSL_get_current_cipher(again.client));
    says(again);
  }

  @Test
  void whatTheClientShowsIsReadAndTheSecretMayComeFromBothRandoms() {
    ends.make();
    List<Bytes> randoms = new ArrayList<>();
    show();
    SSL_set_session_ticket_ext_cb(ends.server, this::reads, this);
    for (SSL ssl : List.of(ends.client, ends.server)) {
      SSL_set_session_secret_cb(
          ssl,
          (s, secret, length, ciphers, cipher, arg) -> {
            assertThat(length[0]).isEqualTo(FULL);
            assertThat(ciphers == null).isEqualTo(SSL_is_server(s) == 0);
            assertThat(SSL_get_client_random(s, secret, 32)).isEqualTo(32);
            byte[] theirs = new byte[32];
            assertThat(SSL_get_server_random(s, theirs, 32)).isEqualTo(32);
            System.arraycopy(theirs, 0, secret, 32, 16);
            randoms.add(Bytes.of(theirs));
            return 1;
          },
          null);
    }
    ends.shakeOnly();
    assertThat(read).containsExactly(Bytes.of(OPAQUE));
    assertThat(randoms).hasSize(2);
    assertThat(randoms.get(0)).isEqualTo(randoms.get(1));
    assertThat(SSL_session_reused(ends.server)).isOne();
    assertThat(SSL_get0_peer_certificate(ends.client)).isNull();
    assertThat(SSL_get_verify_result(ends.client)).isZero();
    byte[] main = new byte[FULL];
    assertThat(SSL_SESSION_get_master_key(SSL_get_session(ends.client), main, FULL))
        .isEqualTo(FULL);
    assertThat(Bytes.copyOf(main, 32, 16)).isEqualTo(randoms.get(0).slice(0, 16));
    says(ends);
  }

  @Test
  void aServerThatKnowsNoSecretGoesOnInFullAndGivesNoTicket() {
    ends.make();
    show();
    knows(ends.client, FULL, 1);
    knows(ends.server, FULL, 0);
    ends.shakeOnly();
    assertThat(asked).containsExactly("server", "client");
    assertThat(SSL_session_reused(ends.client)).isZero();
    assertThat(SSL_get0_peer_certificate(ends.client)).isNotNull();
    assertThat(SSL_SESSION_has_ticket(SSL_get_session(ends.client))).isZero();
    says(ends);
  }

  @Test
  void anEmptySecretIsNone() {
    ends.make();
    show();
    knows(ends.client, FULL, 1);
    knows(ends.server, 0, 1);
    ends.shakeOnly();
    assertThat(SSL_session_reused(ends.server)).isZero();
  }

  @Test
  void aServerWithoutTheCallbackGoesOnInFullAndGivesATicket() {
    ends.make();
    show();
    knows(ends.client, FULL, 1);
    ends.shakeOnly();
    assertThat(SSL_session_reused(ends.client)).isZero();
    assertThat(SSL_SESSION_has_ticket(SSL_get_session(ends.client))).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "client, 48, 0, callback failed, tlsv1 alert internal error",
    "client, 0, 1, callback failed, tlsv1 alert internal error",
    "client, 20, 1, bad data returned by callback, tlsv1 alert internal error",
    "client, 64, 1, bad data returned by callback, tlsv1 alert internal error",
    "server, 20, 1, bad data returned by callback, tlsv1 alert internal error",
    "server, 64, 1, bad data returned by callback, tlsv1 alert internal error"
  })
  void whatIsNoSecretEndsTheHandshake(
      String who, int length, int answer, String reason, String told) {
    ends.make();
    show();
    boolean client = who.equals("client");
    knows(ends.client, client ? length : FULL, client ? answer : 1);
    knows(ends.server, client ? FULL : length, client ? 1 : answer);
    SSL odd = client ? ends.client : ends.server;
    fails(odd, reason, told);
  }

  @Test
  void anotherSecretThanTheServersEndsTheHandshake() {
    ends.make();
    show();
    knows(ends.server, FULL, 1);
    SSL_set_session_secret_cb(
        ends.client,
        (ssl, secret, length, ciphers, cipher, arg) -> {
          Arrays.fill(secret, (byte) 8);
          return 1;
        },
        null);
    fails(ends.client, "decryption failed or bad record mac", "sslv3 alert bad record mac");
  }

  @Test
  void aClientThatWasNotAskedRefusesAServerThatResumes() {
    ends.make();
    show();
    knows(ends.server, FULL, 1);
    fails(ends.client, "ccs received early", "sslv3 alert unexpected message");
  }

  @ParameterizedTest
  @CsvSource({
    "server, callback failed, tlsv1 alert internal error",
    "client, bad extension, sslv3 alert handshake failure"
  })
  void whoReadsTheExtensionMayEndTheHandshake(String who, String reason, String told) {
    ends.make();
    show();
    SSL refusing = who.equals("server") ? ends.server : ends.client;
    SSL_set_session_ticket_ext_cb(refusing, (ssl, data, length, arg) -> 0, null);
    fails(refusing, reason, told);
  }

  @Test
  void aServersAnswerIsReadAsWell() {
    ends.make();
    SSL_set_session_ticket_ext_cb(ends.client, this::reads, this);
    SSL_set_session_ticket_ext_cb(ends.server, this::reads, this);
    ends.shakeOnly();
    assertThat(read).containsExactly(Bytes.EMPTY, Bytes.EMPTY);
  }

  @Test
  void withoutDataThereIsNoExtensionAndWithoutContentItAsksForATicket() {
    ends.make();
    SSL_set_session_ticket_ext_cb(ends.server, this::reads, this);
    assertThat(SSL_set_session_ticket_ext(ends.client, null, 0)).isOne();
    ends.shakeOnly();
    assertThat(read).isEmpty();
    assertThat(SSL_SESSION_has_ticket(SSL_get_session(ends.client))).isZero();

    Endpoints others = Version.TLS_1_2.overPair().make();
    SSL_set_session_ticket_ext_cb(others.server, this::reads, this);
    assertThat(SSL_set_session_ticket_ext(others.client, new byte[0], 0)).isOne();
    others.shakeOnly();
    assertThat(read).containsExactly(Bytes.EMPTY);
    assertThat(SSL_SESSION_has_ticket(SSL_get_session(others.client))).isOne();
    assertThat(SSL_set_session_ticket_ext(others.client, new byte[16_385], 16_385)).isZero();
  }

  @Test
  void tls13KnowsNothingOfThis() {
    Endpoints newer = Version.TLS_1_3.overPair().make();
    SSL_CTX_set_min_proto_version(newer.clientContext, TLS1_2_VERSION);
    newer.make();
    assertThat(SSL_set_session_ticket_ext(newer.client, OPAQUE, OPAQUE.length)).isOne();
    SSL_set_session_ticket_ext_cb(newer.server, this::reads, this);
    knows(newer.client, FULL, 1);
    knows(newer.server, FULL, 1);
    newer.shakeOnly();
    assertThat(SSL_version(newer.client)).isEqualTo(TLS1_3_VERSION);
    assertThat(asked).isEmpty();
    assertThat(read).isEmpty();
  }

  @Test
  void aServersOwnSessionsGoBeforeThoseOfTheCallback() {
    SSL_CTX_set_options(ends.serverContext, SSL_OP_NO_TICKET);
    ends.shake();
    SSL_SESSION session = SSL_get1_session(ends.client);
    ends.make();
    SSL_set_session(ends.client, session);
    knows(ends.server, FULL, 1);
    ends.shakeOnly();
    assertThat(SSL_session_reused(ends.client)).isOne();
    assertThat(asked).isEmpty();
  }

  @EveryVersion
  void everyVersionBelowThatHasExtensionsKnowsIt(Version version) {
    Endpoints each = version.overPair().make();
    assertThat(SSL_set_session_ticket_ext(each.client, OPAQUE, OPAQUE.length)).isOne();
    knows(each.client, FULL, 1);
    knows(each.server, FULL, 1);
    each.shakeOnly();
    boolean resumes = version.hasExtensions() && !version.is13();
    assertThat(SSL_session_reused(each.client)).isEqualTo(resumes ? 1 : 0);
    assertThat(asked).hasSize(resumes ? 2 : 0);
    says(each);
  }

  private void show() {
    assertThat(SSL_set_session_ticket_ext(ends.client, OPAQUE, OPAQUE.length)).isOne();
  }

  private int reads(SSL ssl, byte[] data, int length, Object arg) {
    assertThat(arg).isSameAs(this);
    read.add(Bytes.copyOf(data, 0, length));
    return 1;
  }

  private void knows(SSL ssl, int size, int answer) {
    SSL_set_session_secret_cb(
        ssl,
        (s, secret, length, ciphers, cipher, arg) -> {
          asked.add(SSL_is_server(s) == 1 ? "server" : "client");
          Arrays.fill(secret, (byte) 7);
          length[0] = size;
          return answer;
        },
        null);
  }

  private void fails(SSL odd, String reason, String told) {
    String here = "-";
    String there = "-";
    for (int i = 0; i < 4; i++) {
      for (SSL ssl : List.of(ends.client, ends.server)) {
        int done = SSL_do_handshake(ssl);
        if (done < 0 && SSL_get_error(ssl, done) == SSL_ERROR_SSL) {
          String why = reason();
          here = ssl == odd && here.equals("-") ? why : here;
          there = ssl != odd && there.equals("-") ? why : there;
        }
      }
    }
    assertThat(here).isEqualTo(reason);
    assertThat(there).isEqualTo(told);
  }

  private static void says(Endpoints ends) {
    byte[] hello = "hello".getBytes(US_ASCII);
    byte[] room = new byte[10];
    assertThat(SSL_write(ends.client, hello, hello.length)).isEqualTo(5);
    assertThat(SSL_read(ends.server, room, room.length)).isEqualTo(5);
    assertThat(Bytes.copyOf(room, 0, 5)).isEqualTo(Bytes.of(hello));
  }
}
