// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import dev.jessel.bio.RetryFlags;
import java.io.IOException;
import java.util.List;

/** SSL_get_error(3): which number explains which return value, and what it does not depend on. */
class SSL_get_error_Test {
  private final byte[] buffer = new byte[100];

  @EveryVersion
  void successIsNoError(Version version) {
    Endpoints ends = version.overPair().shake();
    assertThat(SSL_get_error(ends.client, SSL_write(ends.client, DATA, 5)))
        .isEqualTo(SSL_ERROR_NONE);
  }

  @EveryVersion
  void aStaleEntryOfTheQueueChangesNothing(Version version) {
    Endpoints ends = version.overPair().shake();
    ERR_raise(ERR_LIB_USER, 5);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    ERR_clear_error();
  }

  @EveryVersion
  void aStaleSystemErrorDoesNotHideAProtocolError(Version version) {
    Endpoints ends = version.overPair(600, 0).shake();
    ERR_raise(ERR_LIB_SYS, 32);
    SSL_write(ends.client, DATA, 5000);
    assertThat(SSL_write(ends.client, DATA, 4)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    ERR_clear_error();
  }

  @EveryVersion
  void emptyingTheQueueChangesNothing(Version version) {
    Endpoints ends = version.overPair(600, 0).shake();
    SSL_write(ends.client, DATA, 5000);
    SSL_write(ends.client, DATA, 4);
    ERR_clear_error();
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @EveryVersion
  void aHandshakeCallEmptiesTheQueue(Version version) {
    Endpoints ends = version.overPair().make();
    ERR_raise(ERR_LIB_USER, 5);
    SSL_do_handshake(ends.client);
    assertThat(ERR_peek_error()).isZero();
  }

  @EveryVersion
  void otherCallsLeaveTheQueueAlone(Version version) {
    Endpoints ends = version.overPair().shake();
    ERR_raise(ERR_LIB_USER, 5);
    SSL_write(ends.client, DATA, 5);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(5);
  }

  @EveryVersion
  void aSystemErrorIsOneOnceAndADeadConnectionAfterwards(Version version) {
    Endpoints ends = version.overMemory().shake();
    GateBio gate = new GateBio(SSL_get_wbio(ends.client));
    ends.client.ssl().bio(SSL_get_rbio(ends.client), gate);
    gate.failing(new IOException("Connection reset"));
    gate.open(0);
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SYSCALL);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SYSCALL);
    ERR_clear_error();
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("-");
  }

  @EveryVersion
  void anotherThreadsCallDoesNotChangeTheAnswer(Version version) throws InterruptedException {
    Endpoints ends = version.overPair().shake();
    SSL_read(ends.client, buffer, 10);
    Thread writer = new Thread(() -> SSL_write(ends.client, DATA, -1));
    writer.start();
    writer.join();
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(drain(ends.client)).isZero();
  }

  @EveryVersion
  void aTransportMayWantAnythingInEitherDirection(Version version) {
    assertThat(errorFor(version, RetryFlags.READ, RetryFlags.REASON_NONE))
        .isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(errorFor(version, RetryFlags.WRITE, RetryFlags.REASON_NONE))
        .isEqualTo(SSL_ERROR_WANT_WRITE);
    int special = RetryFlags.IO_SPECIAL;
    assertThat(errorFor(version, special, RetryFlags.REASON_CONNECT))
        .isEqualTo(SSL_ERROR_WANT_CONNECT);
    assertThat(errorFor(version, special, RetryFlags.REASON_ACCEPT))
        .isEqualTo(SSL_ERROR_WANT_ACCEPT);
    assertThat(errorFor(version, special, RetryFlags.REASON_X509_LOOKUP))
        .isEqualTo(SSL_ERROR_WANT_X509_LOOKUP);
  }

  /** What a read and a write are told when their transport asks for a retry; it is the same. */
  private int errorFor(Version version, int flags, int reason) {
    Endpoints ends = version.overMemory().shake();
    Bio asking =
        new FilterBio(BIO_new(BIO_s_mem())) {
          @Override
          protected int doRead(byte[] b, int off, int len) {
            return retryRead(flags, reason);
          }

          @Override
          protected int doWrite(byte[] b, int off, int len) {
            return retryWrite(flags, reason);
          }
        };
    ends.client.ssl().bio(asking, asking);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    int reading = SSL_get_error(ends.client, -1);
    assertThat(SSL_write(ends.client, DATA, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(reading);
    assertThat(SSL_in_init(ends.client)).as("it lives").isZero();
    return reading;
  }

  @EveryVersion
  void whatTheTransportDoesAfterwardsChangesNothing(Version version) {
    Endpoints ends = version.overMemory().shake();
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    BIO_write(ends.serverBio, DATA, 1);
    BIO_read(ends.serverBio, buffer, 1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    ends.client.ssl().bio(null, null);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
  }

  @EveryVersion
  void afterAnyFailureEveryCallSaysSslAndQueuesNothing(Version version) {
    for (Endpoints ends :
        List.of(misused(version), alerted(version), cut(version), unplugged(version))) {
      SSL dead = ends.client;
      ERR_clear_error();
      for (int i = 0; i < 2; i++) {
        assertDead(dead, SSL_read(dead, buffer, 10));
        assertDead(dead, SSL_peek(dead, buffer, 10));
        assertDead(dead, SSL_write(dead, DATA, 10));
        assertDead(dead, SSL_write(dead, DATA, 0));
        assertDead(dead, SSL_do_handshake(dead));
        assertDead(dead, SSL_connect(dead));
        assertDead(dead, SSL_shutdown(dead));
        assertThat(SSL_write_ex(dead, DATA, 10, new int[1])).isZero();
        assertThat(SSL_read_ex(dead, buffer, 10, new int[1])).isZero();
        assertThat(SSL_get_error(dead, 0)).isEqualTo(SSL_ERROR_SSL);
        assertThat(ERR_peek_error()).isZero();
        assertThat(SSL_new_session_ticket(dead)).isZero();
        assertThat(SSL_pending(dead)).isZero();
      }
      assertThat(SSL_in_init(dead)).isEqualTo(1);
      assertThat(SSL_clear(dead)).isEqualTo(1);
      assertThat(SSL_in_before(dead)).isEqualTo(1);
    }
  }

  private static void assertDead(SSL ssl, int returned) {
    assertThat(returned).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, returned)).isEqualTo(SSL_ERROR_SSL);
  }

  private static Endpoints misused(Version version) {
    Endpoints ends = version.overPair(600, 0).shake();
    SSL_write(ends.client, DATA, 5000);
    assertThat(SSL_write(ends.client, DATA, 4)).isEqualTo(-1);
    return ends;
  }

  private Endpoints alerted(Version version) {
    Endpoints ends = version.overMemory().shake();
    BIO_set_mem_eof_return(ends.clientBio, 0);
    assertThat(SSL_read(ends.server, buffer, 10)).isZero();
    assertThat(SSL_read(ends.client, buffer, 10)).isZero();
    assertThat(SSL_get_error(ends.client, 0)).isEqualTo(SSL_ERROR_SSL);
    return ends;
  }

  private Endpoints cut(Version version) {
    Endpoints ends = version.overMemory().shake();
    BIO_set_mem_eof_return(ends.serverBio, 0);
    assertThat(SSL_read(ends.client, buffer, 10)).isZero();
    return ends;
  }

  private Endpoints unplugged(Version version) {
    Endpoints ends = version.overMemory().shake();
    GateBio gate = GateBio.before(ends.client);
    gate.failing(new IOException("Connection reset"));
    gate.open(0);
    assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SYSCALL);
    return ends;
  }

  @EveryVersion
  void wantsAgreeWithTheError(Version version) {
    Endpoints ends = version.overPair(600, 0).shake();
    SSL_read(ends.client, buffer, 10);
    assertThat(SSL_want_read(ends.client)).isTrue();
    assertThat(SSL_net_read_desired(ends.client)).isEqualTo(1);
    assertThat(SSL_net_write_desired(ends.client)).isZero();
    SSL_write(ends.client, DATA, 5000);
    assertThat(SSL_want_write(ends.client)).isTrue();
    assertThat(SSL_net_write_desired(ends.client)).isEqualTo(1);
    drain(ends.server);
    SSL_write(ends.server, DATA, 5);
    SSL_read(ends.client, buffer, 10);
    assertThat(SSL_want_nothing(ends.client)).isTrue();
  }
}
