// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_sess_set_cache_size(3): how many sessions a context keeps. */
class SSL_CTX_sess_set_cache_size_Test {
  private final SSL_CTX context = SSL_CTX_new(TLS_method());

  private SSL_SESSION add(int id, long timeout) {
    SSL_SESSION session = SSL_SESSION_new();
    SSL_SESSION_set1_id(session, new byte[] {(byte) id}, 1);
    SSL_SESSION_set_time(session, 1_000_000);
    SSL_SESSION_set_timeout(session, timeout);
    assertThat(SSL_CTX_add_session(context, session)).isEqualTo(1);
    return session;
  }

  @Test
  void theSizeIsKept() {
    assertThat(SSL_CTX_sess_get_cache_size(context)).isEqualTo(20_480);
    assertThat(SSL_CTX_sess_set_cache_size(context, 7)).isEqualTo(20_480);
    assertThat(SSL_CTX_sess_get_cache_size(context)).isEqualTo(7);
  }

  @Test
  void whatEndsFirstHasToGo() {
    List<SSL_SESSION> removed = new ArrayList<>();
    SSL_CTX_sess_set_remove_cb(context, (ctx, session) -> removed.add(session));
    SSL_CTX_sess_set_cache_size(context, 2);
    SSL_SESSION long1 = add(1, 500);
    SSL_SESSION short1 = add(2, 100);
    SSL_SESSION middle = add(3, 300);
    assertThat(removed).containsExactly(short1);
    assertThat(SSL_SESSION_is_resumable(short1)).isZero();
    assertThat(short1.references()).isEqualTo(1);
    SSL_SESSION shorter = add(4, 50);
    assertThat(removed).as("not what comes").containsExactly(short1, middle);
    assertThat(SSL_CTX_sessions(context)).containsExactly(long1, shorter);
    assertThat(SSL_CTX_sess_cache_full(context)).isEqualTo(2);
    assertThat(SSL_CTX_sess_number(context)).isEqualTo(2);
  }

  @Test
  void ofThoseThatEndAtTheSameTimeTheOldestGoes() {
    SSL_CTX_sess_set_cache_size(context, 2);
    SSL_SESSION first = add(1, 300);
    SSL_SESSION second = add(2, 300);
    SSL_SESSION third = add(3, 300);
    assertThat(SSL_CTX_sessions(context)).containsExactly(third, second).doesNotContain(first);
  }

  @Test
  void whereTimesChangeTheOrderDoes() {
    SSL_CTX_sess_set_cache_size(context, 2);
    SSL_SESSION first = add(1, 100);
    SSL_SESSION second = add(2, 300);
    SSL_SESSION_set_timeout(first, Long.MAX_VALUE);
    SSL_SESSION third = add(3, 200);
    assertThat(SSL_CTX_sessions(context)).containsExactly(first, third);
    assertThat(SSL_SESSION_is_resumable(second)).isZero();
    SSL_SESSION_set_time(first, 0);
    SSL_SESSION_set_timeout(first, 1);
    SSL_SESSION fourth = add(4, 400);
    assertThat(SSL_CTX_sessions(context)).containsExactly(fourth, third);
  }

  @Test
  void aSizeOf0IsAnyNumber() {
    SSL_CTX_sess_set_cache_size(context, 0);
    for (int i = 0; i < 100; i++) {
      add(i, 300);
    }
    assertThat(SSL_CTX_sess_number(context)).isEqualTo(100);
  }
}
