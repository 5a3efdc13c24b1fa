// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** SSL_CTX_add_session(3): sessions that an application puts into a context, and takes out. */
class SSL_CTX_add_session_Test {
  private final SSL_CTX context = SSL_CTX_new(TLS_method());

  private static SSL_SESSION named(int... id) {
    SSL_SESSION session = SSL_SESSION_new();
    byte[] bytes = new byte[id.length];
    for (int i = 0; i < id.length; i++) {
      bytes[i] = (byte) id[i];
    }
    SSL_SESSION_set1_id(session, bytes, bytes.length);
    return session;
  }

  @Test
  void aSessionIsThereOnce() {
    SSL_SESSION session = named(1, 2);
    assertThat(SSL_CTX_add_session(context, session)).isEqualTo(1);
    assertThat(session.references()).isEqualTo(2);
    assertThat(SSL_CTX_add_session(context, session)).isZero();
    assertThat(session.references()).isEqualTo(2);
    assertThat(SSL_CTX_remove_session(context, session)).isEqualTo(1);
    assertThat(session.references()).isEqualTo(1);
    assertThat(SSL_SESSION_is_resumable(session)).isZero();
    assertThat(SSL_CTX_remove_session(context, session)).isZero();
  }

  @Test
  void anotherOneWithTheSameIdTakesItsPlace() {
    SSL_SESSION one = named(1);
    SSL_SESSION two = named(1);
    SSL_CTX_add_session(context, one);
    assertThat(SSL_CTX_add_session(context, two)).isEqualTo(1);
    assertThat(SSL_CTX_sessions(context)).containsExactly(two);
    assertThat(one.references()).isEqualTo(1);
    assertThat(SSL_SESSION_is_resumable(one)).as("was only replaced").isEqualTo(1);
  }

  @Test
  void theSameIdInAnotherVersionIsAnotherSession() {
    SSL_SESSION one = named(1);
    SSL_SESSION two = named(1);
    SSL_SESSION_set_protocol_version(two, TLS1_2_VERSION);
    SSL_CTX_add_session(context, one);
    SSL_CTX_add_session(context, two);
    assertThat(SSL_CTX_sess_number(context)).isEqualTo(2);
  }

  @Test
  void withoutAnIdNothingIsRemoved() {
    int[] told = new int[1];
    SSL_CTX_sess_set_remove_cb(context, (ctx, session) -> told[0]++);
    SSL_SESSION session = SSL_SESSION_new();
    assertThat(SSL_CTX_remove_session(context, session)).isZero();
    assertThat(SSL_CTX_remove_session(context, null)).isZero();
    assertThat(told[0]).isZero();
    SSL_CTX_remove_session(context, named(5));
    assertThat(told[0]).as("of what was not there, too").isEqualTo(1);
  }

  @Test
  void ofManyWhoTakeASessionAtOnceOneGetsIt() throws Exception {
    AtomicInteger told = new AtomicInteger();
    SSL_CTX_sess_set_remove_cb(context, (ctx, session) -> told.incrementAndGet());
    SSL_SESSION session = named(1);
    SSL_CTX_add_session(context, session);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch ready = new CountDownLatch(8);
    Callable<Boolean> take =
        () -> {
          ready.countDown();
          ready.await();
          return context.sessions().take(session);
        };
    int got = 0;
    try {
      for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(8, take))) {
        got += each.get() ? 1 : 0;
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(got).isEqualTo(1);
    assertThat(told).hasValue(1);
    assertThat(session.references()).isEqualTo(1);
    assertThat(SSL_CTX_sess_number(context)).isZero();
  }

  @EveryVersion
  void aServerTakesBackWhatItsApplicationAdds(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION copy = SSL_SESSION_dup(SSL_get_session(ends.server));
    ends.close();
    SSL_CTX_flush_sessions_ex(ends.serverContext, 0);
    SSL_CTX_add_session(ends.serverContext, copy);
    assertThat(ends.isTaken(ofClient)).isTrue();
  }
}
