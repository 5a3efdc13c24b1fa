// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What OpenSSL's own tests ask of clients that come back often, and of caches that are full. */
class ManyReturns_Test {
  private static final int ROOM = 5;
  private static final int TIMES = 30;

  /** By what a client comes back. */
  enum By {
    TICKETS(TLS1_3_VERSION, 0, 0),
    TICKETS_OF_TLS12(TLS1_2_VERSION, 0, 0),
    NAMES(TLS1_3_VERSION, SSL_OP_NO_TICKET, 0),
    IDS_OF_TLS12(TLS1_2_VERSION, SSL_OP_NO_TICKET, 0),
    TICKETS_FOR_EARLY_DATA(TLS1_3_VERSION, 0, 1024);

    private final int version;
    private final long options;
    private final long early;

    By(int version, long options, long early) {
      this.version = version;
      this.options = options;
      this.early = early;
    }

    private Returns ends() {
      Returns ends = new Returns(version);
      SSL_CTX_set_options(ends.serverContext, options);
      SSL_CTX_set_max_early_data(ends.serverContext, early);
      SSL_CTX_sess_set_cache_size(ends.serverContext, ROOM);
      return ends;
    }
  }

  @ParameterizedTest
  @EnumSource(By.class)
  void aClientMayComeBackAgainAndAgain(By by) {
    Returns ends = by.ends();
    SSL_SESSION session = ends.firstVisit();
    for (int i = 0; i < TIMES; i++) {
      ends.connect(session);
      assertThat(SSL_session_reused(ends.client)).as("time %d", i).isOne();
      assertThat(SSL_session_reused(ends.server)).isOne();
      session = SSL_get1_session(ends.client);
      ends.close();
      assertThat(SSL_CTX_sess_number(ends.serverContext)).isLessThanOrEqualTo(ROOM);
    }
    assertThat(SSL_CTX_sess_hits(ends.serverContext)).isEqualTo(TIMES);
  }

  @ParameterizedTest
  @EnumSource(By.class)
  void manyMayComeBackToOneSessionAtOnceUnlessItIsGoodForOne(By by) {
    Returns ends = by.ends();
    SSL_SESSION session = ends.firstVisit();
    List<SSL> clients = new ArrayList<>();
    List<SSL> servers = new ArrayList<>();
    for (int i = 0; i < ROOM; i++) {
      ends.make(SSL_SESSION_dup(session));
      clients.add(ends.client);
      servers.add(ends.server);
    }
    for (int round = 0; round < 5; round++) {
      clients.forEach(LibSsl::SSL_do_handshake);
      servers.forEach(LibSsl::SSL_do_handshake);
    }
    int taken = 0;
    for (int i = 0; i < ROOM; i++) {
      talk(clients.get(i), servers.get(i));
      assertThat(SSL_session_reused(clients.get(i))).isEqualTo(SSL_session_reused(servers.get(i)));
      taken += SSL_session_reused(clients.get(i));
    }
    assertThat(taken).isEqualTo(by == By.NAMES ? 1 : ROOM);
  }

  /** A cache for one is full when the callback brings another, which ends sooner, or later. */
  @ParameterizedTest
  @CsvSource({
    "TICKETS, 100",
    "NAMES, 100",
    "NAMES, 100000",
    "IDS_OF_TLS12, 100",
    "IDS_OF_TLS12, 100000"
  })
  void aSessionThatHasToGoWhileItIsUsedIsUsedAllTheSame(By by, long timeout) {
    Returns ends = by.ends();
    SSL_CTX_sess_set_cache_size(ends.serverContext, 1);
    ends.connect(null);
    SSL_SESSION ofClient = SSL_get1_session(ends.client);
    SSL_SESSION kept = SSL_SESSION_dup(SSL_get_session(ends.server));
    SSL_SESSION_set_timeout(kept, timeout);
    SSL client = ends.client;
    SSL server = ends.server;
    ends.connect(null).close();
    talk(client, server);
    SSL_CTX_sess_set_get_cb(
        ends.serverContext,
        (ssl, id, length, copy) -> {
          copy[0] = 1;
          return kept;
        });
    assertThat(ends.isTaken(ofClient)).isTrue();
    assertThat(SSL_CTX_sess_number(ends.serverContext)).isLessThanOrEqualTo(1);
  }

  @EveryVersion
  void aSessionOfOneContextIsFoundInNoOther(Version version) {
    Returns ends = Returns.byName(version);
    Returns others = Returns.byName(version);
    SSL_SESSION session = ends.firstVisit();
    assertThat(SSL_CTX_sessions(ends.clientContext)).contains(session);
    assertThat(SSL_CTX_sess_number(ends.serverContext)).isPositive();
    assertThat(SSL_CTX_sess_number(others.clientContext)).isZero();
    assertThat(SSL_CTX_sess_number(others.serverContext)).isZero();
    SSL_SESSION shown = SSL_SESSION_dup(session);
    assertThat(others.isTaken(shown)).isFalse();
    assertThat(SSL_CTX_sess_misses(others.serverContext)).isEqualTo(1);
    assertThat(SSL_CTX_sessions(others.clientContext)).doesNotContain(session, shown);
    assertThat(ends.isTaken(session)).as("nor lost to it").isTrue();
  }

  private static void talk(SSL client, SSL server) {
    byte[] one = {7};
    assertThat(SSL_write(client, one, 1)).isEqualTo(1);
    assertThat(SSL_read(server, one, 1)).isEqualTo(1);
    assertThat(SSL_write(server, one, 1)).isEqualTo(1);
    assertThat(SSL_read(client, one, 1)).isEqualTo(1);
  }
}
