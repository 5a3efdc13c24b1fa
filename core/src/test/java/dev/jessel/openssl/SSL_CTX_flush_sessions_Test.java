// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_flush_sessions(3): what is over goes. */
class SSL_CTX_flush_sessions_Test {
  private final SSL_CTX context = SSL_CTX_new(TLS_method());
  private final List<SSL_SESSION> removed = new ArrayList<>();

  private SSL_SESSION add(int id, long time, long timeout) {
    SSL_SESSION session = SSL_SESSION_new();
    SSL_SESSION_set1_id(session, new byte[] {(byte) id}, 1);
    SSL_SESSION_set_time(session, time);
    SSL_SESSION_set_timeout(session, timeout);
    SSL_CTX_add_session(context, session);
    return session;
  }

  @Test
  void whatIsOverAtThatTimeGoes() {
    SSL_CTX_sess_set_remove_cb(context, (ctx, session) -> removed.add(session));
    SSL_SESSION early = add(1, 1000, 10);
    SSL_SESSION late = add(2, 1000, 20);
    SSL_SESSION endless = add(3, 1000, Long.MAX_VALUE);
    SSL_CTX_flush_sessions(context, 1010);
    assertThat(removed).as("the last second counts").isEmpty();
    SSL_CTX_flush_sessions(context, 1011);
    assertThat(removed).containsExactly(early);
    SSL_CTX_flush_sessions_ex(context, 10_000_000_000L);
    assertThat(removed).containsExactly(early, late);
    assertThat(SSL_CTX_sessions(context)).containsExactly(endless);
    SSL_CTX_flush_sessions_ex(context, 0);
    assertThat(removed).containsExactly(early, late, endless);
    assertThat(SSL_SESSION_is_resumable(endless)).isZero();
    assertThat(endless.references()).isEqualTo(1);
  }

  @Test
  void aContextThatIsFreedTellsOfEachSession() {
    SSL_CTX_sess_set_remove_cb(context, (ctx, session) -> removed.add(session));
    SSL_SESSION session = add(1, 1000, 10);
    SSL ssl = SSL_new(context);
    SSL_CTX_free(context);
    assertThat(removed).as("the connection holds it").isEmpty();
    SSL_free(ssl);
    assertThat(removed).containsExactly(session);
  }
}
