// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_key_update(3), where it speaks of renegotiation. */
class SSL_renegotiate_Test {
  private static final byte[] BUFFER = new byte[20_000];

  @Test
  void tls13Refuses() {
    Endpoints ends = Endpoints.overPair().shake();
    assertThat(SSL_renegotiate(ends.client)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("wrong ssl version");
    assertThat(SSL_renegotiate_abbreviated(ends.client)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("wrong ssl version");
    assertThat(SSL_renegotiate_pending(ends.client)).isZero();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 10)).isEqualTo(10);
  }

  @EveryVersion(before13 = true)
  void nothingIsSentUntilTheNextCallAndPendingSaysSoToTheEnd(Version version) {
    Endpoints ends = old(version, true).shake();
    byte[] before = random(ends.client);
    assertThat(SSL_renegotiate(ends.client)).isOne();
    assertThat(SSL_renegotiate_pending(ends.client)).isOne();
    assertThat(SSL_in_init(ends.client)).isZero();
    assertThat(read(ends.server)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_renegotiate_pending(ends.server)).isZero();

    // ClientHello, the server's flight, the client's, the server's Finished.
    assertThat(read(ends.client)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_in_init(ends.client)).isOne();
    assertThat(read(ends.server)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_renegotiate_pending(ends.server)).isOne();
    assertThat(read(ends.client)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(read(ends.server)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_renegotiate_pending(ends.server)).isZero();
    assertThat(SSL_renegotiate_pending(ends.client)).isOne();
    assertThat(read(ends.client)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_renegotiate_pending(ends.client)).isZero();
    assertThat(SSL_in_init(ends.client)).isZero();
    assertThat(random(ends.client)).isNotEqualTo(before).isEqualTo(random(ends.server));
    assertThat(SSL_session_reused(ends.client)).isZero();
    talks(ends);
  }

  @EveryVersion(before13 = true)
  void handshakesAfterTheFirstAreCounted(Version version) {
    Endpoints ends = old(version, true).shake();
    assertThat(SSL_get_secure_renegotiation_support(ends.client)).isOne();
    assertThat(SSL_get_secure_renegotiation_support(ends.server)).isOne();
    assertThat(SSL_get_extms_support(ends.client)).isEqualTo(version.hasExtensions() ? 1 : 0);
    assertThat(SSL_num_renegotiations(ends.client)).isZero();
    assertThat(SSL_renegotiate(ends.client)).isOne();
    for (int i = 0; i < 3; i++) {
      read(ends.client);
      read(ends.server);
    }
    assertThat(SSL_renegotiate_pending(ends.client)).isZero();
    assertThat(SSL_num_renegotiations(ends.client)).isOne();
    assertThat(SSL_clear_num_renegotiations(ends.client)).isOne();
    assertThat(SSL_num_renegotiations(ends.client)).isZero();
    assertThat(SSL_total_renegotiations(ends.client)).isOne();
    assertThat(SSL_total_renegotiations(ends.server)).isZero();
  }

  @EveryVersion(before13 = true)
  void contextsCountThemAndTheInfoCallbackIsTold(Version version) {
    Endpoints ends = old(version, true).shake();
    List<Integer> starts = new ArrayList<>();
    SSL_set_info_callback(
        ends.client,
        (ssl, where, value) -> {
          if (where == SSL_CB_HANDSHAKE_START || where == SSL_CB_HANDSHAKE_DONE) {
            starts.add(where);
          }
        });
    assertThat(SSL_CTX_sess_connect_renegotiate(ends.clientContext)).isZero();
    SSL_renegotiate(ends.client);
    pump(ends);
    assertThat(starts).containsExactly(SSL_CB_HANDSHAKE_START, SSL_CB_HANDSHAKE_DONE);
    assertThat(SSL_CTX_sess_connect_renegotiate(ends.clientContext)).isOne();
    assertThat(SSL_CTX_sess_accept_renegotiate(ends.serverContext)).isOne();
    assertThat(SSL_CTX_sess_accept_renegotiate(ends.clientContext)).isZero();
  }

  @EveryVersion(before13 = true)
  void whoeverReturnsToASessionIsTold(Version version) {
    Endpoints ends = old(version, true).shake();
    assertThat(SSL_session_reused(ends.client)).isZero();
    assertThat(SSL_renegotiate_abbreviated(ends.client)).isOne();
    for (int i = 0; i < 3; i++) {
      read(ends.client);
      read(ends.server);
    }
    assertThat(SSL_renegotiate_pending(ends.client)).isZero();
    assertThat(SSL_session_reused(ends.client)).isOne();
    assertThat(SSL_session_reused(ends.server)).isOne();
  }

  @EveryVersion(before13 = true)
  void theWriteThatFollowsPerformsItAndIsRepeated(Version version) {
    Endpoints ends = old(version, true).shake();
    byte[] before = random(ends.client);
    SSL_renegotiate(ends.client);
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_write(ends.client, Endpoints.DATA, 100)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
      assertThat(read(ends.server)).isEqualTo(SSL_ERROR_WANT_READ);
    }
    assertThat(SSL_write(ends.client, Endpoints.DATA, 100)).isEqualTo(100);
    assertThat(SSL_read(ends.server, BUFFER, 200)).isEqualTo(100);
    assertThat(random(ends.client)).isNotEqualTo(before);
  }

  @EveryVersion(before13 = true)
  void aServerAsksItsClient(Version version) {
    Endpoints ends = old(version, false).shake();
    byte[] before = random(ends.client);
    assertThat(SSL_renegotiate(ends.server)).isOne();
    assertThat(SSL_do_handshake(ends.server)).isOne();
    assertThat(SSL_renegotiate_pending(ends.server)).isOne();
    // A client that has not read yet writes on, and the server reads it.
    assertThat(SSL_write(ends.client, Endpoints.DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.server, BUFFER, 10)).isEqualTo(5);
    assertThat(SSL_write(ends.server, Endpoints.DATA, 7)).isEqualTo(7);
    assertThat(SSL_read(ends.client, BUFFER, 10)).isEqualTo(7);
    pump(ends);
    assertThat(SSL_renegotiate_pending(ends.server)).isZero();
    assertThat(SSL_renegotiate_pending(ends.client)).isZero();
    assertThat(random(ends.client)).isNotEqualTo(before).isEqualTo(random(ends.server));
    talks(ends);
  }

  @EveryVersion(before13 = true)
  void io30AServerThatRefusesLivesOnAndItsClientDoesNot(Version version) {
    Endpoints ends = old(version, false).shake();
    assertThat(SSL_renegotiate(ends.client)).isOne();
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(read(ends.server)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_in_init(ends.server)).isZero();
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(Endpoints.reason()).isEqualTo("no renegotiation");
  }

  @EveryVersion(before13 = true)
  void aServersWishIsMetInsideOfTheWriteThatFollows(Version version) {
    Endpoints ends = old(version, false).shake();
    byte[] before = random(ends.client);
    SSL_renegotiate(ends.server);
    assertThat(SSL_do_handshake(ends.server)).isOne();
    // D2 of IO-35: what is pending goes first, and the answer waits for it.
    assertThat(read(ends.client)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_renegotiate_pending(ends.client)).isOne();
    int written = -1;
    for (int i = 0; i < 5 && written < 0; i++) {
      written = SSL_write(ends.client, Endpoints.DATA, 100);
      int ignored = SSL_read(ends.server, BUFFER, 0);
    }
    assertThat(written).isEqualTo(100);
    assertThat(SSL_read(ends.server, BUFFER, 200)).isEqualTo(100);
    assertThat(random(ends.client)).isNotEqualTo(before);
  }

  @EveryVersion(before13 = true)
  void anAnswerWaitsWhileAWriteIsPending(Version version) {
    for (boolean clientWrites : new boolean[] {true, false}) {
      Endpoints ends = version.overPair(3000, 3000);
      SSL_CTX_set_options(ends.serverContext, SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
      ends.shake();
      SSL writer = clientWrites ? ends.client : ends.server;
      SSL other = clientWrites ? ends.server : ends.client;
      byte[] before = random(ends.client);
      assertThat(SSL_write(writer, Endpoints.DATA, 5000)).isEqualTo(-1);
      assertThat(SSL_get_error(writer, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
      SSL_renegotiate(other);
      SSL_write(other, Endpoints.DATA, clientWrites ? 0 : 1);
      assertThat(read(writer)).isEqualTo(SSL_ERROR_WANT_READ);
      assertThat(SSL_renegotiate_pending(writer)).isOne();
      int read = 0;
      int written = -1;
      for (int i = 0; i < 10 && written < 0; i++) {
        read += Math.max(0, SSL_read(other, BUFFER, BUFFER.length));
        written = SSL_write(writer, Endpoints.DATA, 5000);
      }
      assertThat(written).isEqualTo(5000);
      for (int i = 0; i < 20; i++) {
        read += Math.max(0, SSL_read(other, BUFFER, BUFFER.length));
        assertThat(SSL_read(writer, BUFFER, BUFFER.length)).isNotPositive();
      }
      assertThat(read).isEqualTo(5000);
      assertThat(random(ends.client)).isNotEqualTo(before).isEqualTo(random(ends.server));
      assertThat(SSL_renegotiate_pending(writer)).isZero();
    }
  }

  @EveryVersion(before13 = true)
  void dataThatCameFirstIsReadBeforeTheWriteGoesOn(Version version) {
    Endpoints ends = old(version, true).shake();
    SSL_write(ends.server, Endpoints.DATA, 50);
    SSL_renegotiate(ends.client);
    assertThat(SSL_write(ends.client, Endpoints.DATA, 100)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_read(ends.client, BUFFER, 30)).isEqualTo(30);
    assertThat(SSL_read(ends.client, BUFFER, 30)).isEqualTo(20);
    pump(ends);
    assertThat(SSL_write(ends.client, Endpoints.DATA, 100)).isEqualTo(100);
    talksBack(ends);
  }

  @EveryVersion(before13 = true)
  void whoDrivesItWithoutReadingDiesOfDataThatCameFirst(Version version) {
    Endpoints ends = old(version, true).shake();
    SSL_write(ends.server, Endpoints.DATA, 50);
    SSL_renegotiate(ends.client);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(Endpoints.reason()).isEqualTo("unexpected record");
  }

  @EveryVersion(before13 = true)
  void withoutAutoRetryAReadStopsBehindARenegotiation(Version version) {
    Endpoints ends = old(version, true).shake();
    SSL_clear_mode(ends.server, SSL_MODE_AUTO_RETRY);
    SSL_renegotiate(ends.client);
    for (int i = 0; i < 2; i++) {
      assertThat(read(ends.client)).isEqualTo(SSL_ERROR_WANT_READ);
      assertThat(read(ends.server)).isEqualTo(SSL_ERROR_WANT_READ);
    }
    assertThat(SSL_renegotiate_pending(ends.server)).isZero();
    assertThat(read(ends.client)).isEqualTo(SSL_ERROR_WANT_READ);
    talks(ends);
  }

  @EveryVersion(before13 = true)
  void whereThereIsNothingToResumeAnAbbreviatedOneIsFull(Version version) {
    Endpoints ends = old(version, true).shake();
    assertThat(SSL_renegotiate_abbreviated(ends.client)).isOne();
    pump(ends);
    assertThat(SSL_renegotiate_pending(ends.client)).isZero();
    talks(ends);
  }

  @EveryVersion(before13 = true)
  void theOptionThatForbidsItRefusesBothSides(Version version) {
    Endpoints ends = old(version, false).shake();
    SSL_set_options(ends.client, SSL_OP_NO_RENEGOTIATION);
    assertThat(SSL_renegotiate(ends.client)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("no renegotiation");
    // The client says so to a server that asks, which takes it badly, as libssl does.
    SSL_renegotiate(ends.server);
    assertThat(SSL_do_handshake(ends.server)).isOne();
    assertThat(read(ends.client)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(read(ends.server)).isEqualTo(SSL_ERROR_SSL);
    assertThat(Endpoints.reason()).isEqualTo("no renegotiation");
  }

  @EveryVersion(before13 = true)
  void shutdownAndClearAreRefusedInTheMiddle(Version version) {
    Endpoints ends = old(version, true).shake();
    SSL_renegotiate(ends.client);
    assertThat(read(ends.client)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_shutdown(ends.client)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("shutdown while in init");
    assertThat(SSL_clear(ends.client)).isZero();
    ERR_clear_error();
    pump(ends);
    talks(ends);
    assertThat(SSL_shutdown(ends.client)).isZero();
  }

  @EveryVersion(before13 = true)
  void whoHasSaidGoodbyeTakesPartInNone(Version version) {
    Endpoints ends = old(version, true).shake();
    assertThat(SSL_shutdown(ends.server)).isZero();
    SSL_renegotiate(ends.client);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(read(ends.server)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_renegotiate_pending(ends.server)).isZero();
  }

  @EveryVersion(before13 = true)
  void aPeerThatRenegotiatesWithoutEndIsStopped(Version version) {
    Endpoints ends = old(version, true).shake();
    int rounds = 0;
    while (rounds < 100 && ERR_peek_error() == 0) {
      SSL_renegotiate(ends.client);
      for (int i = 0; i < 4; i++) {
        int one = SSL_read(ends.client, BUFFER, 0);
        int two = SSL_read(ends.server, BUFFER, 0);
        assertThat(Math.max(one, two)).isNotPositive();
      }
      rounds++;
    }
    assertThat(rounds).isEqualTo(17);
  }

  private static void talksBack(Endpoints ends) {
    assertThat(SSL_read(ends.server, BUFFER, 200)).isEqualTo(100);
    talks(ends);
  }

  /** Nothing is lost, whoever begins, while both sides write without end. */
  @EveryVersion(before13 = true)
  void dataFlowsOnBothWaysThroughRenegotiations(Version version) {
    for (boolean byClient : new boolean[] {true, false}) {
      Endpoints ends = old(version, true).shake();
      int[] received = new int[2];
      int[] sent = new int[2];
      for (int round = 0; round < 400; round++) {
        if (round % 40 == 20) {
          SSL_renegotiate(byClient ? ends.client : ends.server);
        }
        sent[0] += written(ends.client);
        received[1] += some(ends.server);
        sent[1] += written(ends.server);
        received[0] += some(ends.client);
      }
      pump(ends);
      received[0] += Endpoints.drain(ends.client);
      received[1] += Endpoints.drain(ends.server);
      assertThat(Endpoints.reason()).isEqualTo("-");
      assertThat(received[1]).isEqualTo(sent[0]).isPositive();
      assertThat(received[0]).isEqualTo(sent[1]).isPositive();
      assertThat((byClient ? ends.client : ends.server).calls().renegotiations()).isEqualTo(10);
    }
  }

  private static int written(SSL ssl) {
    return Math.max(0, SSL_write(ssl, Endpoints.DATA, 1000));
  }

  private static int some(SSL ssl) {
    return Math.max(0, SSL_read(ssl, BUFFER, 700));
  }

  /** Both read until there is nothing more to do. */
  private static void pump(Endpoints ends) {
    for (int i = 0; i < 6; i++) {
      int one = SSL_read(ends.client, BUFFER, 0);
      int two = SSL_read(ends.server, BUFFER, 0);
      assertThat(Math.max(one, two)).isNotPositive();
    }
  }

  private static int read(SSL ssl) {
    int count = SSL_read(ssl, BUFFER, BUFFER.length);
    assertThat(count).isNotPositive();
    return SSL_get_error(ssl, count);
  }

  private static void talks(Endpoints ends) {
    assertThat(SSL_write(ends.client, Endpoints.DATA, 10)).isEqualTo(10);
    assertThat(SSL_read(ends.server, BUFFER, 20)).isEqualTo(10);
    assertThat(SSL_write(ends.server, Endpoints.DATA, 11)).isEqualTo(11);
    assertThat(SSL_read(ends.client, BUFFER, 20)).isEqualTo(11);
  }

  private static byte[] random(SSL ssl) {
    byte[] random = new byte[32];
    assertThat(SSL_get_client_random(ssl, random, 32)).isEqualTo(32);
    return random;
  }

  private static Endpoints old(Version version, boolean clientMay) {
    Endpoints ends = version.overMemory();
    if (clientMay) {
      SSL_CTX_set_options(ends.serverContext, SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
    }
    return ends;
  }
}
