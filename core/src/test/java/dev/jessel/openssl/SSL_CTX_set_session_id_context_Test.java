// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_session_id_context(3): which sessions belong to a server. */
class SSL_CTX_set_session_id_context_Test {
  private static final byte[] LONG = new byte[33];

  @Test
  void moreThan32BytesAreRefused() {
    SSL_CTX context = SSL_CTX_new(TLS_server_method());
    assertThat(SSL_CTX_set_session_id_context(context, LONG, 32)).isEqualTo(1);
    assertThat(SSL_CTX_set_session_id_context(context, LONG, 33)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("ssl session id context too long");
    SSL ssl = SSL_new(context);
    assertThat(SSL_set_session_id_context(ssl, LONG, 33)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("ssl session id context too long");
  }

  @EveryVersion
  void sessionsOfAnotherContextAreNotTaken(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_set_session_cache_mode(ends.clientContext, SSL_SESS_CACHE_OFF);
    SSL_SESSION session = ends.firstVisit();
    ends.make(session);
    SSL_set_session_id_context(ends.server, new byte[] {1}, 1);
    assertThat(ends.shake()).isTrue();
    assertThat(SSL_session_reused(ends.server)).isZero();
    ends.close();
    if (!version.is13()) {
      assertThat(ends.isTaken(session)).as("it is still there").isTrue();
    }
  }

  @EveryVersion
  void whoVerifiesClientsWithoutAContextCannotTakeThemBack(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_set_session_id_context(ends.serverContext, new byte[0], 0);
    ends.connect(null);
    SSL_SESSION session = SSL_get1_session(ends.client);
    ends.close();
    ends.make(session);
    SSL_set_verify(ends.server, SSL_VERIFY_PEER, null);
    assertThat(ends.shake()).isFalse();
    ERR_clear_error();
    assertThat(SSL_CTX_sess_accept_good(ends.serverContext)).isEqualTo(1);
  }

  @Test
  void theReasonIsThatOfLibssl() {
    for (int version : new int[] {TLS1_2_VERSION, TLS1_3_VERSION}) {
      Returns ends = new Returns(version);
      SSL_CTX_set_session_id_context(ends.serverContext, new byte[0], 0);
      SSL_SESSION session = ends.firstVisit();
      ends.make(session);
      SSL_set_verify(ends.server, SSL_VERIFY_PEER, null);
      SSL_do_handshake(ends.client);
      assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
      assertThat(Endpoints.reason()).isEqualTo("session id context uninitialized");
    }
  }

  @EveryVersion
  void whoVerifiesClientsWithoutAContextKeepsNoSessions(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_set_session_id_context(ends.serverContext, new byte[0], 0);
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, null);
    ends.connect(null);
    assertThat(SSL_CTX_sess_number(ends.serverContext)).isZero();
  }

  @Test
  void aContextThatIsGoneOnWithBringsItsOwn() {
    SSL_CTX first = SSL_CTX_new(TLS_server_method());
    SSL_CTX second = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_session_id_context(first, new byte[] {1}, 1);
    SSL_CTX_set_session_id_context(second, new byte[] {2}, 1);
    SSL plain = SSL_new(first);
    SSL own = SSL_new(first);
    SSL_set_session_id_context(own, new byte[] {3}, 1);
    SSL_set_SSL_CTX(plain, second);
    SSL_set_SSL_CTX(own, second);
    assertThat(plain.sessionIdContext().toArray()).containsExactly(2);
    assertThat(own.sessionIdContext().toArray()).containsExactly(3);
  }
}
