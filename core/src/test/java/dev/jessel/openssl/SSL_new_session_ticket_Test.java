// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import org.junit.jupiter.api.Test;

/** SSL_new_session_ticket(3): when further tickets go out, and when there are none. */
class SSL_new_session_ticket_Test {
  private final byte[] buffer = new byte[100];

  @Test
  void io10AWriteTakesThemAlong() {
    Counted ends = new Counted();
    ask(ends, 2);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(5);
    assertThat(ends.count()).isEqualTo(2);
  }

  @Test
  void io10AWriteOfNothingSendsThem() {
    Counted ends = new Counted();
    ask(ends, 2);
    int[] written = {99};
    assertThat(SSL_write_ex(ends.server, DATA, 0, written)).isEqualTo(1);
    assertThat(written[0]).isZero();
    assertThat(drain(ends.client)).isZero();
    assertThat(ends.count()).isEqualTo(2);
  }

  @Test
  void io10AHandshakeCallSendsThem() {
    Counted ends = new Counted();
    ask(ends, 1);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(drain(ends.client)).isZero();
    assertThat(ends.count()).isEqualTo(1);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.toClient())).isZero();
  }

  @Test
  void io10BehindABlockedWriteTheyWaitForTheWriteAfterIt() {
    Counted ends = new Counted();
    GateBio gate = GateBio.before(ends.server);
    gate.open(0);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(-1);
    assertThat(SSL_new_session_ticket(ends.server)).isEqualTo(1);
    assertThat(SSL_new_session_ticket(ends.server)).isEqualTo(1);
    assertThat(SSL_in_init(ends.server)).isZero();
    gate.open(99);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(5);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(5);
    assertThat(drain(ends.client)).isZero();
    assertThat(ends.count()).isZero();
    assertThat(SSL_write(ends.server, DATA, 7)).isEqualTo(7);
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(7);
    assertThat(ends.count()).isEqualTo(2);
  }

  @Test
  void aReadSendsThemToo() {
    Counted ends = new Counted();
    ask(ends, 1);
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_READ);
    assertThat(SSL_in_init(ends.server)).isZero();
    drain(ends.client);
    assertThat(ends.count()).isEqualTo(1);
  }

  @Test
  void whileTheyWaitTheConnectionIsInInit() {
    Counted ends = new Counted();
    assertThat(SSL_in_init(ends.server)).isZero();
    ask(ends, 1);
    assertThat(SSL_in_init(ends.server)).isEqualTo(1);
    assertThat(BIO_ctrl_pending(ends.toClient())).isZero();
    assertThat(SSL_shutdown(ends.server)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("shutdown while in init");
    assertThat(SSL_key_update(ends.server, SSL_KEY_UPDATE_REQUESTED)).isZero();
    assertThat(reason()).isEqualTo("still in init");
    assertThat(SSL_write(ends.server, DATA, 0)).isZero();
    assertThat(SSL_in_init(ends.server)).isZero();
    assertThat(SSL_shutdown(ends.server)).isZero();
  }

  @Test
  void aBlockedTicketIsFinishedByAnyCall() {
    Counted ends = new Counted();
    GateBio gate = GateBio.before(ends.server);
    gate.open(0);
    ask(ends, 1);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_WRITE);
    assertThat(SSL_in_init(ends.server)).isEqualTo(1);
    gate.open(99);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_in_init(ends.server)).isZero();
    drain(ends.client);
    assertThat(ends.count()).isEqualTo(1);
    assertThat(SSL_write(ends.server, DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.client, buffer, 100)).isEqualTo(5);
  }

  @Test
  void thereAreNoneOnAClientNorBeforeTheEndOfTheHandshake() {
    Endpoints ends = Endpoints.overMemory().make();
    assertThat(SSL_new_session_ticket(ends.server)).isZero();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_new_session_ticket(ends.server)).isZero();
    ends.shakeOnly();
    assertThat(SSL_new_session_ticket(ends.client)).isZero();
    SSL_key_update(ends.server, SSL_KEY_UPDATE_NOT_REQUESTED);
    assertThat(SSL_new_session_ticket(ends.server)).isZero();
    assertThat(ERR_peek_error()).isZero();
  }

  private static void ask(Counted ends, int tickets) {
    for (int i = 0; i < tickets; i++) {
      assertThat(SSL_new_session_ticket(ends.server)).isEqualTo(1);
    }
    assertThat(ends.count()).isZero();
  }

  /** Ends whose handshake is over; counts the tickets that come from then on. */
  private static final class Counted {
    private static final int TICKET = 4;

    private final Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
    private int tickets;
    final SSL client = ends.client;
    final SSL server = ends.server;

    Counted() {
      SSL_set_msg_callback(
          client,
          (sent, version, type, bytes, ssl, arg) ->
              tickets += type == SSL3_RT_HANDSHAKE && bytes[0] == TICKET ? 1 : 0);
    }

    int count() {
      return tickets;
    }

    Bio toClient() {
      return ends.serverBio;
    }
  }
}
