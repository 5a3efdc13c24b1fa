// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** SSL_get_error(3): which number explains which return value, and what it does not depend on. */
class SSL_get_error_Test {
  private final byte[] buffer = new byte[100];

  @Test
  void successIsNoError() {
    Endpoints ends = Endpoints.overPair().shake();
    assertThat(SSL_get_error(ends.client, SSL_write(ends.client, DATA, 5)))
        .isEqualTo(SSL_ERROR_NONE);
  }

  @Test
  void aStaleEntryOfTheQueueChangesNothing() {
    Endpoints ends = Endpoints.overPair().shake();
    ERR_raise(ERR_LIB_USER, 5);
    assertThat(SSL_read(ends.client, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    ERR_clear_error();
  }

  @Test
  void aStaleSystemErrorDoesNotHideAProtocolError() {
    Endpoints ends = Endpoints.overPair(600, 0).shake();
    ERR_raise(ERR_LIB_SYS, 32);
    SSL_write(ends.client, DATA, 5000);
    assertThat(SSL_write(ends.client, DATA, 4)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    ERR_clear_error();
  }

  @Test
  void emptyingTheQueueChangesNothing() {
    Endpoints ends = Endpoints.overPair(600, 0).shake();
    SSL_write(ends.client, DATA, 5000);
    SSL_write(ends.client, DATA, 4);
    ERR_clear_error();
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }

  @Test
  void aHandshakeCallEmptiesTheQueue() {
    Endpoints ends = Endpoints.overPair().make();
    ERR_raise(ERR_LIB_USER, 5);
    SSL_do_handshake(ends.client);
    assertThat(ERR_peek_error()).isZero();
  }

  @Test
  void otherCallsLeaveTheQueueAlone() {
    Endpoints ends = Endpoints.overPair().shake();
    ERR_raise(ERR_LIB_USER, 5);
    SSL_write(ends.client, DATA, 5);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(5);
  }

  @Test
  void aSystemErrorIsOneOnceAndADeadConnectionAfterwards() {
    Endpoints ends = Endpoints.overMemory().shake();
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

  @Test
  void anotherThreadsCallDoesNotChangeTheAnswer() throws InterruptedException {
    Endpoints ends = Endpoints.overPair().shake();
    SSL_read(ends.client, buffer, 10);
    Thread writer = new Thread(() -> SSL_write(ends.client, DATA, -1));
    writer.start();
    writer.join();
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(drain(ends.client)).isZero();
  }

  @Test
  void wantsAgreeWithTheError() {
    Endpoints ends = Endpoints.overPair(600, 0).shake();
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
