// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.EarlyEndpoints.ALLOWED;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslSession;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** SSL_read_early_data(3): what goes before the end of the handshake. */
class SSL_read_early_data_Test {
  private static final String NOT_NOW = "called a function you should not call";

  @Test
  void earlyDataIsReadBeforeTheHandshakeIsOver() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.count[0]).isEqualTo(5);
    assertThat(ends.readEarly(3)).isEqualTo("success: hel");
    assertThat(ends.readEarly()).isEqualTo("success: lo");
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_WANT_READ);
    assertThat(SSL_do_handshake(ends.client())).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(ends.count[0]).isZero();
    ends.finish();
    assertThat(SSL_session_reused(ends.server())).isOne();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_ACCEPTED);
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_ACCEPTED);
  }

  @Test
  void bothSidesSpeakWhileTheHandshakeStands() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.write(ends.client(), "ping")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: ping");
    assertThat(ends.write(ends.server(), "pong")).isOne();
    assertThat(ends.read(ends.client())).isEqualTo("pong");
    assertThat(SSL_do_handshake(ends.client())).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    ends.finish();
    assertThat(ends.write(ends.server(), "late")).isOne();
    assertThat(ends.read(ends.client())).isEqualTo("late");
  }

  @Test
  void whileItGoesOnTheConnectionIsNeitherBeforeNorInNorBehindTheHandshake() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    ends.write(ends.client(), "hello");
    ends.readEarly();
    for (SSL each : new SSL[] {ends.client(), ends.server()}) {
      assertThat(SSL_in_before(each)).isZero();
      assertThat(SSL_in_init(each)).isZero();
      assertThat(SSL_is_init_finished(each)).isZero();
      assertThat(SSL_state_string_long(each)).isEqualTo("TLSv1.3 early data");
    }
    assertThat(SSL_do_handshake(ends.server())).isEqualTo(-1);
    assertThat(SSL_in_init(ends.server())).isOne();
  }

  @Test
  void withoutASessionThatAllowsItNothingIsWritten() {
    EarlyEndpoints ends = EarlyEndpoints.overPair();
    ends.ends.make();
    assertThat(ends.write(ends.client(), "hello")).isZero();
    assertThat(SSL_get_error(ends.client(), 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(SSL_in_before(ends.client())).isOne();
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_WANT_READ);
    assertThat(SSL_do_handshake(ends.client())).isEqualTo(-1);
    assertThat(ends.readEarly()).isEqualTo("finish");
    ends.finish();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_NOT_SENT);
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_NOT_SENT);
  }

  @Test
  void onceTheHandshakeHasBegunOtherwiseItIsTooLate() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(SSL_do_handshake(ends.client())).isEqualTo(-1);
    assertThat(ends.write(ends.client(), "hello")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(SSL_do_handshake(ends.server())).isEqualTo(-1);
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo(NOT_NOW);
    ends.finish();
  }

  @Test
  void eachSideHasItsOwnCall() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.write(ends.server(), "hello")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(SSL_read_early_data(ends.client(), new byte[5], 5, ends.count))
        .isEqualTo(SSL_READ_EARLY_DATA_ERROR);
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: hello");
  }

  @Test
  void aWriteOfTheOrdinaryKindEndsIt() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    ends.write(ends.client(), "early");
    assertThat(SSL_write(ends.client(), "late".getBytes(UTF_8), 4)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client(), -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(ends.write(ends.client(), "early")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(ends.readEarly()).isEqualTo("success: early");
    assertThat(SSL_write(ends.client(), "late".getBytes(UTF_8), 4)).isEqualTo(4);
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(ends.read(ends.server())).isEqualTo("late");
  }

  @Test
  void whileOneCallIsUnderWayOthersAreRefused() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_WANT_READ);
    assertThat(SSL_read(ends.server(), new byte[5], 5)).isZero();
    assertThat(SSL_get_error(ends.server(), 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(SSL_write(ends.server(), new byte[5], 5)).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
    ends.write(ends.client(), "hello");
    assertThat(ends.readEarly()).isEqualTo("success: hello");
    assertThat(SSL_write(ends.server(), new byte[5], 5)).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
  }

  @Test
  void whatIsUnreadIsNotLostToAnOrdinaryCall() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    ends.write(ends.client(), "hello");
    assertThat(ends.readEarly(2)).isEqualTo("success: he");
    assertThat(SSL_do_handshake(ends.server())).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server(), -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(ends.readEarly()).isEqualTo("success: llo");
    SSL_do_handshake(ends.client());
    assertThat(ends.readEarly()).isEqualTo("finish");
    ends.finish();
  }

  @Test
  void whoHasPassedTheEndOfItBesideCannotAskForIt() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    ends.write(ends.client(), "hello");
    assertThat(ends.readEarly()).isEqualTo("success: hello");
    assertThat(SSL_do_handshake(ends.client())).isOne();
    assertThat(SSL_do_handshake(ends.server())).isOne();
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(ends.writeLate(ends.client(), "late")).isEqualTo(4);
    assertThat(ends.read(ends.server())).isEqualTo("late");
  }

  @Test
  void noMoreIsWrittenThanTheSessionAllows() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.write(ends.client(), "x".repeat(ALLOWED + 1))).isZero();
    assertThat(SSL_get_error(ends.client(), 0)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("too much early data");
    assertThat(ends.write(ends.client(), "x".repeat(ALLOWED))).isOne();
    assertThat(ends.write(ends.client(), "x")).isZero();
    assertThat(reason()).isEqualTo("too much early data");
    assertThat(ends.readEarly()).hasSize(ALLOWED + "success: ".length());
  }

  @Test
  void aServerTakesNoMoreThanItWants() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(SSL_get_recv_max_early_data(ends.server())).isEqualTo(16_384);
    assertThat(SSL_set_recv_max_early_data(ends.server(), 10)).isOne();
    assertThat(SSL_get_recv_max_early_data(ends.server())).isEqualTo(10);
    ends.write(ends.client(), "x".repeat(20));
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("too much early data");
  }

  @Test
  void aWriteThatIsCutShortIsRepeated() {
    EarlyEndpoints ends = EarlyEndpoints.overPair(600).comeBack();
    byte[] data = new byte[900];
    int[] written = {-1};
    int repeated = 0;
    while (SSL_write_early_data(ends.client(), data, data.length, written) == 0) {
      assertThat(SSL_get_error(ends.client(), 0)).isEqualTo(SSL_ERROR_WANT_WRITE);
      assertThat(written[0]).isEqualTo(-1);
      assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_WANT_READ);
      assertThat(repeated++).isLessThan(10);
    }
    assertThat(repeated).isPositive();
    assertThat(written[0]).isEqualTo(900);
    assertThat(ends.readEarly()).hasSize(900 + "success: ".length());
  }

  @Test
  void aWriteIsRepeatedWithTheSameBytes() {
    EarlyEndpoints ends = EarlyEndpoints.overPair(600).comeBack();
    while (ends.write(ends.client(), "") == 0) {
      assertThat(SSL_get_error(ends.client(), 0)).isEqualTo(SSL_ERROR_WANT_WRITE);
      ends.readEarly();
    }
    assertThat(SSL_write_early_data(ends.client(), new byte[900], 900, ends.count)).isZero();
    ends.readEarly();
    assertThat(SSL_write_early_data(ends.client(), new byte[900], 900, ends.count)).isZero();
    assertThat(reason()).isEqualTo("bad write retry");
  }

  @Test
  void nothingAtAllMayBeWrittenEarly() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.write(ends.client(), "")).isOne();
    assertThat(ends.count[0]).isZero();
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_WANT_READ);
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: hello");
  }

  @Test
  void limitsAreOfContextsAndOfConnections() {
    SSL_CTX context = SSL_CTX_new(TLS_server_method());
    assertThat(SSL_CTX_get_max_early_data(context)).isZero();
    assertThat(SSL_CTX_get_recv_max_early_data(context)).isEqualTo(16_384);
    assertThat(SSL_CTX_set_max_early_data(context, 20_000)).isOne();
    assertThat(SSL_CTX_get_max_early_data(context)).isEqualTo(20_000);
    assertThat(SSL_CTX_get_recv_max_early_data(context)).isEqualTo(16_384);
    assertThat(SSL_CTX_set_recv_max_early_data(context, 0xFFFF_FFFFL)).isOne();
    SSL connection = SSL_new(context);
    assertThat(SSL_get_max_early_data(connection)).isEqualTo(20_000);
    assertThat(SSL_get_recv_max_early_data(connection)).isEqualTo(0xFFFF_FFFFL);
    assertThat(SSL_set_max_early_data(connection, 1)).isOne();
    assertThat(SSL_get_max_early_data(connection)).isOne();
    assertThat(SSL_CTX_get_max_early_data(context)).isEqualTo(20_000);
  }

  @Test
  void aSessionSaysHowMuchItAllows() {
    EarlyEndpoints ends = EarlyEndpoints.overPair();
    Optional<SslSession> got = ends.visit();
    SSL_SESSION session = new SSL_SESSION(got.orElseThrow());
    assertThat(SSL_SESSION_get_max_early_data(session)).isEqualTo(ALLOWED);
    assertThat(SSL_SESSION_set_max_early_data(session, 0)).isOne();
    ends.remember(Optional.empty());
    SSL_set_session(ends.client(), session);
    assertThat(ends.write(ends.client(), "hello")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);

    assertThat(SSL_SESSION_set_max_early_data(session, 5)).isOne();
    assertThat(SSL_SESSION_get_max_early_data(session)).isEqualTo(5);
    ends.remember(Optional.empty());
    SSL_set_session(ends.client(), session);
    assertThat(ends.write(ends.client(), "longer")).isZero();
    assertThat(reason()).isEqualTo("too much early data");
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: hello");
  }

  @Test
  void theApplicationMaySayNo() {
    EarlyEndpoints ends = EarlyEndpoints.overPair();
    Object told = new Object();
    int[] asked = new int[1];
    SSL_CTX_set_allow_early_data_cb(
        ends.ends.serverContext,
        (ssl, arg) -> {
          assertThat(arg).isSameAs(told);
          assertThat(ssl).isSameAs(ends.server());
          asked[0]++;
          return 0;
        },
        told);
    ends.comeBack();
    assertThat(asked[0]).isZero();
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(ends.readEarly()).isEqualTo("finish");
    ends.finish();
    assertThat(asked[0]).isOne();
    assertThat(SSL_session_reused(ends.client())).isOne();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_REJECTED);

    ends.forgetTransport();
    ends.comeBack();
    SSL_set_allow_early_data_cb(ends.server(), (ssl, arg) -> 1, null);
    ends.write(ends.client(), "hello");
    assertThat(ends.readEarly()).isEqualTo("success: hello");
  }

  @Test
  void afterSslClearItMayBeginAgain() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    ends.write(ends.client(), "hello");
    assertThat(SSL_clear(ends.client())).isOne();
    ends.forgetTransport();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_NOT_SENT);
    assertThat(ends.write(ends.client(), "anew")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: anew");
  }
}
