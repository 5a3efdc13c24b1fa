// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_sess_set_get_cb(3): who is told of sessions, who is asked, and whose references are. */
class SSL_CTX_sess_set_get_cb_Test {
  private final List<SSL_SESSION> told = new ArrayList<>();

  @Test
  void callbacksAreKept() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_sess_get_new_cb(context)).isNull();
    assertThat(SSL_CTX_sess_get_remove_cb(context)).isNull();
    assertThat(SSL_CTX_sess_get_get_cb(context)).isNull();
    SSL_CTX_sess_new_cb ofNew = (ssl, session) -> 0;
    SSL_CTX_sess_remove_cb ofRemoved = (ctx, session) -> {};
    SSL_CTX_sess_get_cb ofWanted = (ssl, id, length, copy) -> null;
    SSL_CTX_sess_set_new_cb(context, ofNew);
    SSL_CTX_sess_set_remove_cb(context, ofRemoved);
    SSL_CTX_sess_set_get_cb(context, ofWanted);
    assertThat(SSL_CTX_sess_get_new_cb(context)).isSameAs(ofNew);
    assertThat(SSL_CTX_sess_get_remove_cb(context)).isSameAs(ofRemoved);
    assertThat(SSL_CTX_sess_get_get_cb(context)).isSameAs(ofWanted);
  }

  @EveryVersion
  void eachTicketHasASessionOfItsOwn(Version version) {
    Returns ends = new Returns(version.number());
    SSL_CTX_sess_set_new_cb(
        ends.clientContext,
        (ssl, session) -> {
          assertThat(SSL_get_session(ssl)).isSameAs(session);
          assertThat(SSL_SESSION_is_resumable(session)).isEqualTo(1);
          told.add(session);
          return 1;
        });
    ends.connect(null);
    assertThat(told).hasSize(version.is13() ? 2 : 1).doesNotHaveDuplicates();
    ends.close();
    for (SSL_SESSION session : List.copyOf(told)) {
      assertThat(ends.isTaken(session)).isTrue();
    }
  }

  @EveryVersion
  void aCallbackThatReturns1KeepsItsReference(Version version) {
    assertThat(referencesAfter(version, 1)).isEqualTo(3);
    assertThat(referencesAfter(version, 0)).isEqualTo(2);
  }

  /** Beside that of the connection and that of the cache. */
  private static int referencesAfter(Version version, int answer) {
    Returns ends = new Returns(version.number());
    SSL_CTX_sess_set_new_cb(ends.clientContext, (ssl, session) -> answer);
    ends.connect(null);
    return SSL_get_session(ends.client).references();
  }

  @EveryVersion
  void aServerIsToldOfWhatItMakes(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_sess_set_new_cb(ends.serverContext, (ssl, session) -> told.add(session) ? 1 : 0);
    ends.connect(null);
    assertThat(told).hasSize(version.is13() ? 2 : 1);
    assertThat(SSL_get_session(ends.server)).isSameAs(told.get(told.size() - 1));
    assertThat(told)
        .allSatisfy(session -> assertThat(SSL_SESSION_get_id(session, null)).hasSize(32));
  }

  @Test
  void ticketsThatHoldTheirSessionsAreToldOfInTls13Alone() {
    for (int version : new int[] {TLS1_2_VERSION, TLS1_3_VERSION}) {
      told.clear();
      Returns ends = new Returns(version);
      SSL_CTX_sess_set_new_cb(ends.serverContext, (ssl, session) -> told.add(session) ? 1 : 0);
      ends.connect(null);
      assertThat(told).hasSize(version == TLS1_3_VERSION ? 2 : 0);
      assertThat(SSL_CTX_sess_number(ends.serverContext)).isZero();
    }
  }

  @Test
  void whoIsToldOfRemovalsHasThemKept() {
    Returns ends = new Returns(TLS1_3_VERSION);
    SSL_CTX_sess_set_remove_cb(ends.serverContext, (ctx, session) -> told.add(session));
    ends.connect(null);
    assertThat(SSL_CTX_sess_number(ends.serverContext)).isEqualTo(2);
    SSL_CTX_flush_sessions(ends.serverContext, 0);
    assertThat(told).hasSize(2);
  }

  @EveryVersion
  void whoIsAskedMayGiveItsReferenceAwayOrKeepIt(Version version) {
    for (int copy = 0; copy <= 1; copy++) {
      Returns ends = Returns.byName(version);
      SSL_CTX_set_session_cache_mode(
          ends.serverContext, SSL_SESS_CACHE_SERVER | SSL_SESS_CACHE_NO_INTERNAL);
      ends.connect(null);
      SSL_SESSION ofClient = SSL_get1_session(ends.client);
      SSL_SESSION ofServer = SSL_get1_session(ends.server);
      ends.close();
      int given = copy;
      SSL_CTX_sess_set_get_cb(
          ends.serverContext,
          (ssl, id, length, copies) -> {
            assertThat(copies[0]).isEqualTo(1);
            assertThat(id).hasSize(length).isEqualTo(SSL_SESSION_get_id(ofServer, null));
            copies[0] = given;
            if (given == 0) {
              SSL_SESSION_up_ref(ofServer);
            }
            return ofServer;
          });
      assertThat(ends.isTaken(ofClient)).isTrue();
      assertThat(ofServer.references()).as("copy %d", copy).isEqualTo(1);
      assertThat(SSL_CTX_sess_cb_hits(ends.serverContext)).isEqualTo(1);
    }
  }

  @EveryVersion
  void aSessionThatIsNotResumableIsNotTaken(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION ofServer = SSL_get1_session(ends.server);
    ends.close();
    SSL_CTX_remove_session(ends.serverContext, ofServer);
    SSL_CTX_sess_set_get_cb(ends.serverContext, (ssl, id, length, copy) -> ofServer);
    assertThat(ends.isTaken(ofClient)).isFalse();
    assertThat(ofServer.references()).isEqualTo(1);
  }

  @EveryVersion
  void whatTheCallbackFindsIsKeptInTheContext(Version version) {
    Returns ends = Returns.byName(version);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION other = SSL_SESSION_dup(SSL_get_session(ends.server));
    ends.close();
    SSL_CTX_flush_sessions(ends.serverContext, 0);
    SSL_CTX_sess_set_get_cb(ends.serverContext, (ssl, id, length, copy) -> other);
    ends.connect(ofClient);
    assertThat(SSL_session_reused(ends.server)).isEqualTo(1);
    if (version.is13()) {
      assertThat(SSL_CTX_sessions(ends.serverContext)).as("used up").doesNotContain(other);
    } else {
      assertThat(SSL_CTX_sessions(ends.serverContext)).containsExactly(other);
      assertThat(SSL_get_session(ends.server)).isSameAs(other);
    }
  }

  @EveryVersion
  void aFatalAlertEndsTheSessionOnBothSides(Version version) {
    Returns ends = Returns.byName(version);
    SSL_CTX_sess_set_remove_cb(ends.serverContext, (ctx, session) -> told.add(session));
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION ofServer = SSL_get1_session(ends.server);
    long before = SSL_CTX_sess_number(ends.serverContext);
    assertThat(BIO_write(SSL_get_wbio(ends.client), new byte[] {23, 3, 3, 0, 1, 0}, 6))
        .isEqualTo(6);
    assertThat(SSL_read(ends.server, new byte[1], 1)).isNotPositive();
    assertThat(SSL_read(ends.client, new byte[1], 1)).isNotPositive();
    assertThat(told).containsExactly(ofServer);
    assertThat(SSL_CTX_sess_number(ends.serverContext)).isEqualTo(before - 1);
    assertThat(SSL_SESSION_is_resumable(ofServer)).isZero();
    assertThat(SSL_SESSION_is_resumable(ofClient)).isZero();
    assertThat(SSL_CTX_sessions(ends.clientContext)).doesNotContain(ofClient);
    ERR_clear_error();
  }
}
