// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslException;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.openssl.EarlyEndpoints.Way;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Early data, and what a client reads while it can still write some. */
class EarlyDataBothWays_Test {
  private static final String NOT_NOW = "called a function you should not call";
  private static final String WAITS = "error: " + SSL_ERROR_WANT_READ;
  private static final int HEADER = 5;

  @ParameterizedTest
  @EnumSource(Way.class)
  void bothSpeakInTurnsUntilTheClientWritesInTheOrdinaryWay(Way way) {
    EarlyEndpoints ends = EarlyEndpoints.readyOverMemory(way);
    assertThat(ends.write(ends.client(), "one")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: one");
    assertThat(SSL_get_early_data_status(ends.server())).isEqualTo(SSL_EARLY_DATA_ACCEPTED);
    assertThat(ends.write(ends.server(), "two")).isOne();
    assertThat(ends.read(ends.client())).isEqualTo("two");
    assertThat(ends.write(ends.client(), "three")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: three");
    assertThat(ends.write(ends.server(), "four")).isOne();
    assertThat(ends.read(ends.client())).isEqualTo("four");

    assertThat(ends.writeLate(ends.client(), "five")).isEqualTo(4);
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_ACCEPTED);
    assertThat(ends.write(ends.client(), "late")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);

    theEndOfEarlyDataComesAloneAtFirst(ends);
    assertThat(ends.read(ends.client())).isEqualTo("six");
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(ends.writeLate(ends.server(), "seven")).isEqualTo(5);
    assertThat(ends.read(ends.client())).isEqualTo("seven");

    again(ends);
  }

  /** The server may speak between the end of early data and the client's Finished. */
  private static void theEndOfEarlyDataComesAloneAtFirst(EarlyEndpoints ends) {
    byte[] flight = new byte[2000];
    int length = BIO_read(SSL_get_rbio(ends.server()), flight, flight.length);
    int end = HEADER + ((flight[3] & 0xFF) << 8 | flight[4] & 0xFF);
    assertThat(length).isBetween(end + 1, flight.length - 1);
    assertThat(BIO_write(SSL_get_rbio(ends.server()), flight, end)).isEqualTo(end);
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(ends.count[0]).isZero();
    assertThat(ends.write(ends.server(), "six")).isOne();
    byte[] rest = Arrays.copyOfRange(flight, end, length);
    assertThat(BIO_write(SSL_get_rbio(ends.server()), rest, rest.length)).isEqualTo(rest.length);
    assertThat(ends.read(ends.server())).isEqualTo("five");
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo(NOT_NOW);
  }

  /** A client comes back once more, and ends its early data by the handshake alone. */
  private static void again(EarlyEndpoints ends) {
    Optional<SslSession> session = ends.client().ssl().session();
    SSL_shutdown(ends.client());
    SSL_shutdown(ends.server());
    ends.forgetTransport();
    if (ends.way == Way.PSK) {
      ends.comeBack();
    } else {
      ends.remember(session);
    }
    assertThat(ends.write(ends.client(), "one")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: one");
    assertThat(SSL_connect(ends.client())).isOne();
    assertThat(SSL_accept(ends.server())).isOne();
    assertThat(ends.write(ends.client(), "late")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(ends.readEarly()).isEqualTo("error: " + SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(ends.writeLate(ends.client(), "five")).isEqualTo(4);
    assertThat(ends.read(ends.server())).isEqualTo("five");
  }

  @Test
  void whatCanBeAskedWhileTheHandshakeIsHalfOpen() {
    EarlyEndpoints ends = halfOpen();
    SSL client = ends.client();
    assertThat(SSL_in_init(client)).isZero();
    assertThat(SSL_in_before(client)).isZero();
    assertThat(SSL_is_init_finished(client)).isZero();
    assertThat(SSL_get_state(client)).isEqualTo(51);
    assertThat(SSL_state_string(client)).isEqualTo("TPEDE");
    assertThat(SSL_state_string_long(client)).isEqualTo("TLSv1.3 pending early data end");
    assertThat(SSL_get_early_data_status(client)).isEqualTo(SSL_EARLY_DATA_ACCEPTED);
    assertThat(SSL_session_reused(client)).isOne();
    assertThat(SSL_key_update(client, SSL_KEY_UPDATE_NOT_REQUESTED)).isZero();
    assertThat(reason()).isEqualTo("still in init");
    assertThat(SSL_renegotiate(client)).isZero();
    assertThat(reason()).isEqualTo("wrong ssl version");
    assertThat(exported(client)).isEqualTo(exported(ends.server()));
    assertThat(ends.write(ends.client(), "more")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: more");
  }

  private static byte[] exported(SSL of) {
    byte[] out = new byte[16];
    assertThat(SSL_export_keying_material(of, out, 16, "label", null, 0)).isOne();
    return out;
  }

  @Test
  void dataIsPeekedAtAndReadInPieces() {
    EarlyEndpoints ends = halfOpen();
    assertThat(ends.write(ends.server(), "answer")).isOne();
    byte[] some = new byte[10];
    assertThat(SSL_peek(ends.client(), some, 2)).isEqualTo(2);
    assertThat(SSL_pending(ends.client())).isEqualTo(6);
    assertThat(SSL_read(ends.client(), some, 2)).isEqualTo(2);
    assertThat(SSL_pending(ends.client())).isEqualTo(4);
    assertThat(ends.write(ends.client(), "amid")).isOne();
    assertThat(ends.read(ends.client())).isEqualTo("swer");
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(ends.readEarly()).isEqualTo("success: amid");
  }

  @Test
  void aReadThatComesBeforeTheServersFlightWaitsAndLeavesItOpen() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.write(ends.client(), "one")).isOne();
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(SSL_in_init(ends.client())).isOne();
    assertThat(SSL_state_string_long(ends.client())).isEqualTo("TLSv1.3 early data");
    assertThat(ends.write(ends.client(), "two")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: one");
    assertThat(ends.write(ends.server(), "answer")).isOne();
    assertThat(ends.write(ends.client(), "three")).isOne();
    assertThat(ends.read(ends.client())).isEqualTo("answer");
    assertThat(SSL_in_init(ends.client())).isZero();
    assertThat(ends.readEarly()).isEqualTo("success: two");
    assertThat(ends.readEarly()).isEqualTo("success: three");
  }

  @Test
  void whoHasGoneOnWithTheHandshakeReadsToItsEnd() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.write(ends.client(), "one")).isOne();
    assertThat(SSL_connect(ends.client())).isEqualTo(-1);
    assertThat(SSL_state_string_long(ends.client())).isEqualTo("TLSv1.3 early data");
    assertThat(ends.readEarly()).isEqualTo("success: one");
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(SSL_is_init_finished(ends.client())).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
  }

  @Test
  void whereTheServerTakesNoneAReadEndsTheHandshake() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    SSL_set_max_early_data(ends.server(), 0);
    assertThat(ends.write(ends.client(), "lost")).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(SSL_is_init_finished(ends.client())).isOne();
    assertThat(SSL_get_early_data_status(ends.client())).isEqualTo(SSL_EARLY_DATA_REJECTED);
    assertThat(ends.write(ends.client(), "late")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
    ends.finish();
    assertThat(ends.writeLate(ends.client(), "again")).isEqualTo(5);
    assertThat(ends.read(ends.server())).isEqualTo("again");
  }

  @Test
  void whereTheClientIsAskedAgainAReadEndsTheHandshakeToo() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    SSL_set1_groups_list(ends.server(), "P-256");
    assertThat(ends.write(ends.client(), "lost")).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(SSL_in_init(ends.client())).isOne();
    assertThat(SSL_state_string_long(ends.client())).isEqualTo("SSLv3/TLS write client hello");
    assertThat(ends.write(ends.client(), "late")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(SSL_accept(ends.server())).isEqualTo(-1);
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(SSL_is_init_finished(ends.client())).isOne();
    ends.finish();
  }

  // RFC 9846 4.6: a client whose early data was taken must say where it ends.
  @Test
  void aGoodbyeEndsItAndTheHandshakeFirst() {
    EarlyEndpoints ends = halfOpen();
    assertThat(SSL_shutdown(ends.client())).isZero();
    assertThat(SSL_get_shutdown(ends.client())).isEqualTo(SSL_SENT_SHUTDOWN);
    assertThat(SSL_is_init_finished(ends.client())).isOne();
    assertThat(ends.readEarly()).isEqualTo("finish");
    assertThat(ends.read(ends.server())).isEqualTo("error: " + SSL_ERROR_ZERO_RETURN);
    assertThat(SSL_shutdown(ends.server())).isOne();
    assertThat(SSL_shutdown(ends.client())).isOne();
  }

  @Test
  void aGoodbyeThatTheTransportDoesNotTakeIsRepeated() {
    EarlyEndpoints ends = EarlyEndpoints.overPair(700).comeBack();
    int repeated = 0;
    while (ends.write(ends.client(), "one") == 0) {
      assertThat(ends.readEarly()).isEqualTo(WAITS);
    }
    assertThat(ends.readEarly()).isEqualTo("success: one");
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(ends.write(ends.client(), "x".repeat(650))).isOne();
    while (SSL_shutdown(ends.client()) < 0) {
      assertThat(SSL_get_error(ends.client(), -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
      assertThat(SSL_get_shutdown(ends.client())).isZero();
      String read = ends.readEarly();
      assertThat(read).isIn("success: " + "x".repeat(650), "finish", WAITS);
      assertThat(repeated++).isLessThan(10);
    }
    assertThat(repeated).isPositive();
    assertThat(SSL_get_shutdown(ends.client())).isEqualTo(SSL_SENT_SHUTDOWN);
  }

  @Test
  void aQuietGoodbyeSaysNothing() {
    EarlyEndpoints ends = halfOpen();
    SSL_set_quiet_shutdown(ends.client(), 1);
    assertThat(SSL_shutdown(ends.client())).isOne();
    assertThat(ends.readEarly()).isEqualTo(WAITS);
  }

  @Test
  void whereTheTransportIsFullWritesAreRepeated() {
    EarlyEndpoints ends = EarlyEndpoints.overPair(700).comeBack();
    while (ends.write(ends.client(), "one") == 0) {
      assertThat(ends.readEarly()).isEqualTo(WAITS);
    }
    assertThat(ends.readEarly()).isEqualTo("success: one");
    assertThat(ends.write(ends.server(), "two")).isOne();
    assertThat(ends.read(ends.client())).isEqualTo("two");
    byte[] data = new byte[1000];
    assertThat(SSL_write_early_data(ends.client(), data, 1000, ends.count)).isZero();
    assertThat(SSL_get_error(ends.client(), 0)).isEqualTo(SSL_ERROR_WANT_WRITE);
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    assertThat(ends.readEarly()).isEqualTo(WAITS);
    assertThat(SSL_write_early_data(ends.client(), data, 1000, ends.count)).isOne();
    assertThat(ends.readEarly()).hasSize(1000 + "success: ".length());

    assertThat(ends.write(ends.client(), "x".repeat(650))).isOne();
    assertThat(SSL_write(ends.client(), data, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client(), -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
    // As with all handshakes: who reads sees to what is not said yet.
    assertThat(ends.read(ends.client())).isEqualTo("error: " + SSL_ERROR_WANT_WRITE);
    assertThat(ends.readEarly()).hasSize(650 + "success: ".length());
    assertThat(ends.readEarly()).isIn("finish", WAITS);
    assertThat(SSL_write(ends.client(), data, 5)).isEqualTo(5);
    assertThat(ends.readEarly()).isIn("finish", "error: " + SSL_ERROR_SSL);
    assertThat(ends.read(ends.server())).hasSize(5);
  }

  @Test
  void theViewOfTheSameConnectionInJavaEndsItByReading() throws SslException {
    EarlyEndpoints ends = halfOpen();
    assertThat(ends.write(ends.server(), "answer")).isOne();
    assertThat(ends.client().ssl().read(ByteBuffer.allocate(10))).isEqualTo(SslStatus.DONE);
    assertThat(SSL_is_init_finished(ends.client())).isOne();
    assertThat(ends.write(ends.client(), "late")).isZero();
    assertThat(reason()).isEqualTo(NOT_NOW);
    assertThat(ends.readEarly()).isEqualTo("finish");
  }

  @Test
  void afterSslClearItMayBeginAgain() {
    EarlyEndpoints ends = halfOpen();
    assertThat(SSL_clear(ends.client())).isOne();
    ends.forgetTransport();
    assertThat(SSL_in_before(ends.client())).isOne();
    assertThat(ends.write(ends.client(), "anew")).isOne();
    assertThat(SSL_state_string_long(ends.client())).isEqualTo("TLSv1.3 early data");
  }

  /** A client that has the server's Finished, and can write early data still. */
  private static EarlyEndpoints halfOpen() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(ends.write(ends.client(), "one")).isOne();
    assertThat(ends.readEarly()).isEqualTo("success: one");
    assertThat(ends.read(ends.client())).isEqualTo(WAITS);
    return ends;
  }
}
