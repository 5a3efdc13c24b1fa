// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_session_cache_mode(3): what contexts keep, and the callbacks that go with it. */
class SSL_CTX_set_session_cache_mode_Test {
  private int news;
  private int removals;
  private int gets;
  private SSL_SESSION stored;

  @Test
  void theModeIsKept() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get_session_cache_mode(context)).isEqualTo(SSL_SESS_CACHE_SERVER);
    assertThat(SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_BOTH))
        .isEqualTo(SSL_SESS_CACHE_SERVER);
    assertThat(SSL_CTX_get_session_cache_mode(context)).isEqualTo(SSL_SESS_CACHE_BOTH);
  }

  @EveryVersion
  void sessionWithOnlyIntCache(Version version) {
    comeAndGo(version, true, false, 0);
  }

  @EveryVersion
  void sessionWithOnlyExtCache(Version version) {
    comeAndGo(version, false, true, 0);
  }

  @EveryVersion
  void sessionWithBothCaches(Version version) {
    comeAndGo(version, true, true, 0);
  }

  @EveryVersion
  void sessionWithoutNamesOfAuthorities(Version version) {
    comeAndGo(version, true, false, SSL_OP_DISABLE_TLSEXT_CA_NAMES);
  }

  /** What libssl's own test does with a client and then with a server. */
  private void comeAndGo(Version version, boolean internal, boolean external, long options) {
    Returns ends = new Returns(version.number());
    SSL_CTX_set_options(ends.serverContext, options);
    long store = internal ? 0 : SSL_SESS_CACHE_NO_INTERNAL_STORE;
    SSL_CTX_set_session_cache_mode(ends.clientContext, SSL_SESS_CACHE_CLIENT | store);
    if (external) {
      SSL_CTX_sess_set_new_cb(ends.clientContext, this::count);
      SSL_CTX_sess_set_remove_cb(ends.clientContext, (ctx, session) -> removals++);
    }
    asClient(ends, version.is13(), internal, external);
    SSL_CTX_sess_set_new_cb(ends.clientContext, null);
    SSL_CTX_sess_set_remove_cb(ends.clientContext, null);
    SSL_CTX_set_session_cache_mode(ends.clientContext, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_session_cache_mode(ends.serverContext, SSL_SESS_CACHE_SERVER | store);
    if (external) {
      SSL_CTX_sess_set_new_cb(ends.serverContext, this::count);
      SSL_CTX_sess_set_remove_cb(ends.serverContext, (ctx, session) -> removals++);
      SSL_CTX_sess_set_get_cb(ends.serverContext, this::find);
    }
    asServer(ends, version.is13(), internal, external);
  }

  private int count(SSL ssl, SSL_SESSION session) {
    news++;
    SSL_SESSION_free(session);
    return 1;
  }

  private SSL_SESSION find(SSL ssl, byte[] id, int length, int[] copy) {
    gets++;
    copy[0] = 1;
    return stored;
  }

  private void expect(boolean external, int wantedNews, int wantedRemovals) {
    if (external) {
      assertThat(List.of(news, removals)).containsExactly(wantedNews, wantedRemovals);
    }
    news = 0;
    removals = 0;
    gets = 0;
  }

  private void asClient(Returns ends, boolean is13, boolean internal, boolean external) {
    int tickets = is13 ? 2 : 1;
    SSL_CTX context = ends.clientContext;
    ends.connect(null);
    SSL_SESSION one = SSL_get1_session(ends.client);
    if (internal) {
      assertThat(SSL_CTX_add_session(context, one)).as("is there already").isZero();
    }
    expect(external, tickets, 0);
    ends.connect(one);
    assertThat(SSL_session_reused(ends.client)).isEqualTo(1);
    // A ticket of TLS 1.3 is used up, and there is another one.
    expect(external, is13 ? 1 : 0, is13 ? 1 : 0);
    one = SSL_get1_session(ends.client);
    ends.close();
    expect(external, 0, 0);

    ends.connect(null);
    SSL_SESSION two = SSL_get1_session(ends.client);
    expect(external, tickets, 0);
    assertThat(SSL_set_session(ends.client, one)).isEqualTo(1);
    expect(external, 0, 1);
    assertThat(SSL_get_session(ends.client)).isSameAs(one);
    if (internal) {
      assertThat(SSL_CTX_add_session(context, two)).as("was dropped as bad").isEqualTo(1);
      assertThat(SSL_CTX_remove_session(context, two)).isEqualTo(1);
    }
    expect(false, 0, 0);
    assertThat(SSL_CTX_remove_session(context, two)).isZero();
    expect(external, 0, 1);
    failToConnect(ends, one, is13);
    expect(external, 0, 1);
    if (internal) {
      assertThat(SSL_CTX_add_session(context, two)).isEqualTo(1);
    }
  }

  /** The versions do not fit: the alert ends the session that was offered. */
  private static void failToConnect(Returns ends, SSL_SESSION session, boolean is13) {
    SSL_CTX_set_min_proto_version(ends.serverContext, is13 ? TLS1_2_VERSION : TLS1_3_VERSION);
    SSL_CTX_set_max_proto_version(ends.serverContext, is13 ? TLS1_2_VERSION : TLS1_3_VERSION);
    ends.make(session);
    assertThat(ends.shake()).isFalse();
    ERR_clear_error();
    int own = SSL_CTX_get_min_proto_version(ends.clientContext);
    SSL_CTX_set_max_proto_version(ends.serverContext, own);
    SSL_CTX_set_min_proto_version(ends.serverContext, own);
  }

  private void asServer(Returns ends, boolean is13, boolean internal, boolean external) {
    SSL_CTX context = ends.serverContext;
    if (!is13) {
      SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    }
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION ofServer = SSL_get1_session(ends.server);
    boolean kept = !is13 || external;
    if (internal && kept) {
      assertThat(SSL_CTX_add_session(context, ofServer)).as("is there already").isZero();
    } else if (internal) {
      assertThat(SSL_CTX_remove_session(context, ofServer)).as("its ticket holds it").isZero();
    }
    assertThat(gets).isZero();
    expect(external, is13 ? 2 : 1, 0);
    stored = ofServer;
    if (internal && external && !is13) {
      stored = SSL_SESSION_dup(ofServer);
      assertThat(SSL_CTX_remove_session(context, ofServer)).isEqualTo(1);
      expect(true, 0, 1);
    }
    ends.connect(ofClient);
    assertThat(SSL_session_reused(ends.client)).isEqualTo(1);
    if (external) {
      assertThat(gets).isEqualTo(is13 ? 0 : 1);
    }
    expect(external, is13 ? 1 : 0, 0);
  }

  @Test
  void removeSessionCallbackIsNotUnderTheLock() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_CTX_sess_set_remove_cb(
        context,
        (ctx, session) -> {
          removals++;
          Thread other = new Thread(() -> SSL_CTX_flush_sessions(ctx, 1));
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          if (removals == 1) {
            assertThat(SSL_CTX_remove_session(ctx, session)).isZero();
          }
        });
    SSL_SESSION session = SSL_SESSION_new();
    SSL_SESSION_set1_id(session, new byte[] {1, 2, 3}, 3);
    SSL_CTX_add_session(context, session);
    SSL_CTX_flush_sessions(context, 0);
    assertThat(removals).isEqualTo(2);
    assertThat(SSL_CTX_sess_number(context)).isZero();
  }

  @EveryVersion
  void aClientKeepsNothingUnlessItIsToldTo(Version version) {
    Returns ends = new Returns(version.number());
    SSL_CTX_set_session_cache_mode(ends.clientContext, SSL_SESS_CACHE_OFF);
    SSL_CTX_sess_set_new_cb(ends.clientContext, this::count);
    ends.connect(null);
    assertThat(SSL_CTX_sess_number(ends.clientContext)).isZero();
    assertThat(news).isZero();
  }

  @EveryVersion
  void aClientMayComeBackToASessionThatItDoesNotKeepMoreThanOnce(Version version) {
    Returns ends = new Returns(version.number());
    SSL_CTX_set_session_cache_mode(ends.clientContext, SSL_SESS_CACHE_OFF);
    SSL_SESSION session = ends.firstVisit();
    assertThat(ends.isTaken(session)).isTrue();
    assertThat(ends.isTaken(session)).isTrue();
  }

  @EveryVersion
  void aServerThatKeepsNothingAndGivesNoTicketsTakesNobodyBack(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_set_session_cache_mode(ends.serverContext, SSL_SESS_CACHE_OFF);
    SSL_SESSION session = ends.firstVisit();
    int[] length = new int[1];
    SSL_SESSION_get_id(session, length);
    assertThat(length[0]).isEqualTo(version.is13() ? 32 : 0);
    assertThat(ends.isTaken(session)).isFalse();
  }

  @EveryVersion
  void withoutLookupInTheContextTheCallbackAloneIsAsked(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_set_session_cache_mode(
        ends.serverContext, SSL_SESS_CACHE_SERVER | SSL_SESS_CACHE_NO_INTERNAL_LOOKUP);
    SSL_CTX_sess_set_get_cb(ends.serverContext, this::find);
    ends.connect(null);
    SSL_SESSION session = SSL_get1_session(ends.client);
    stored = SSL_get1_session(ends.server);
    ends.close();
    assertThat(ends.isTaken(session)).isTrue();
    assertThat(gets).isEqualTo(1);
    assertThat(SSL_CTX_sess_misses(ends.serverContext)).isZero();
  }

  @Test
  void whatIsAddedIsAsGoodAsNewWhereTimesAreUpdated() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_SESSION session = SSL_SESSION_new();
    SSL_SESSION_set_time(session, 1000);
    SSL_CTX_add_session(context, session);
    assertThat(SSL_SESSION_get_time(session)).isEqualTo(1000);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_SERVER | SSL_SESS_CACHE_UPDATE_TIME);
    assertThat(SSL_CTX_add_session(context, session)).isZero();
    assertThat(SSL_SESSION_get_time(session)).isGreaterThan(1_700_000_000L);
  }

  @EveryVersion
  void whatIsOverIsDroppedWithThe256thConnectionUnlessThatIsTurnedOff(Version version) {
    if (!version.is13() && version.isOld()) {
      return;
    }
    Returns ends = new Returns(version.number());
    SSL_SESSION over = SSL_SESSION_new();
    SSL_SESSION_set_time(over, 1000);
    SSL_CTX_set_session_cache_mode(
        ends.clientContext, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
    SSL_CTX_add_session(ends.clientContext, over);
    for (int i = 0; i < 254; i++) {
      ends.clientContext.sessions().counters().count(SessionCounters.Event.CONNECT_GOOD);
    }
    ends.connect(null);
    assertThat(SSL_CTX_sess_connect_good(ends.clientContext)).isEqualTo(255);
    assertThat(SSL_CTX_sess_number(ends.clientContext)).isEqualTo(version.is13() ? 0 : 1);
    ends.connect(null);
    assertThat(SSL_CTX_sess_number(ends.clientContext)).isZero();
  }
}
