// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SSL_CTX_set_num_tickets(3): how many tickets a server sends. */
class SSL_CTX_set_num_tickets_Test {
  @Test
  void theNumberIsKeptAndBounded() {
    SSL_CTX context = SSL_CTX_new(TLS_server_method());
    assertThat(SSL_CTX_get_num_tickets(context)).isEqualTo(2);
    assertThat(SSL_CTX_set_num_tickets(context, 5)).isEqualTo(1);
    assertThat(SSL_CTX_get_num_tickets(context)).isEqualTo(5);
    SSL ssl = SSL_new(context);
    assertThat(SSL_get_num_tickets(ssl)).isEqualTo(5);
    assertThat(SSL_set_num_tickets(ssl, 0)).isEqualTo(1);
    assertThat(SSL_get_num_tickets(ssl)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void statefulTickets(int number) {
    eachTicketIsGoodForOnce(number, SSL_OP_NO_TICKET);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void statelessTickets(int number) {
    eachTicketIsGoodForOnce(number, 0);
  }

  /** What libssl's own test does: with tickets of another context, then with one's own. */
  private static void eachTicketIsGoodForOnce(int number, long options) {
    List<SSL_SESSION> given = new ArrayList<>();
    Returns first = tickets(number, options, given);
    first.connect(null);
    assertThat(given).hasSize(number);
    first.close();
    List<SSL_SESSION> foreign = List.copyOf(given);
    Returns ends = tickets(number, options, given);
    for (SSL_SESSION session : foreign) {
      given.clear();
      assertThat(ends.isTaken(session)).isFalse();
      assertThat(given).hasSize(number);
    }

    given.clear();
    ends.make(null);
    SSL_set_post_handshake_auth(ends.client, 1);
    assertThat(ends.shake()).isTrue();
    assertThat(given).hasSize(number);
    askForCertificate(ends);
    assertThat(given).as("again once the client was asked").hasSize(2 * number);
    ends.close();
    for (SSL_SESSION session : List.copyOf(given)) {
      comeBackWith(session, ends, given);
      if (options == SSL_OP_NO_TICKET) {
        assertThat(ends.isTaken(SSL_SESSION_dup(session))).as("a second time").isFalse();
      }
    }
  }

  private static Returns tickets(int number, long options, List<SSL_SESSION> given) {
    Returns ends = new Returns(TLS1_3_VERSION);
    SSL_CTX_set_num_tickets(ends.serverContext, number);
    SSL_CTX_set_options(ends.serverContext, options);
    SSL_CTX_set_session_cache_mode(
        ends.clientContext, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
    SSL_CTX_sess_set_new_cb(ends.clientContext, (ssl, session) -> given.add(session) ? 1 : 0);
    return ends;
  }

  private static void comeBackWith(SSL_SESSION session, Returns ends, List<SSL_SESSION> given) {
    given.clear();
    ends.make(session);
    SSL_set_post_handshake_auth(ends.client, 1);
    assertThat(ends.shake()).isTrue();
    assertThat(SSL_session_reused(ends.client)).isEqualTo(1);
    assertThat(given).as("one for the one that is used up").hasSize(1);
    askForCertificate(ends);
    assertThat(given).hasSize(2);
    ends.close();
  }

  private static void askForCertificate(Returns ends) {
    SSL_set_verify(ends.server, SSL_VERIFY_PEER, null);
    assertThat(SSL_verify_client_post_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    byte[] nothing = new byte[1];
    assertThat(SSL_read(ends.client, nothing, 1)).isEqualTo(-1);
    assertThat(SSL_read(ends.server, nothing, 1)).isEqualTo(-1);
    assertThat(SSL_read(ends.client, nothing, 1)).isEqualTo(-1);
    ERR_clear_error();
  }
}
