// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslSession;
import dev.jessel.SslTicketKeys;
import dev.jessel.crypto.Secret;
import dev.jessel.openssl.EarlyEndpoints.Way;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSSL's own tests ask of tickets: who gets how many, and what becomes of those. */
class Tickets_Test {
  private static final long WEEK = 604_800;

  private final List<SSL_SESSION> given = new ArrayList<>();

  /** What is so from the beginning, and how many tickets a first visit brings. */
  enum Setting {
    USUAL(2, ends -> {}),
    SERVER_WITHOUT(2, ends -> SSL_CTX_set_options(ends.serverContext, SSL_OP_NO_TICKET)),
    CLIENT_WITHOUT(2, ends -> SSL_CTX_set_options(ends.clientContext, SSL_OP_NO_TICKET)),
    MANY(5, ends -> SSL_CTX_set_num_tickets(ends.serverContext, 5)),
    NONE(0, ends -> SSL_CTX_set_num_tickets(ends.serverContext, 0));

    private final int tickets;
    private final Consumer<Returns> set;

    Setting(int tickets, Consumer<Returns> set) {
      this.tickets = tickets;
      this.set = set;
    }
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void aFirstVisitBringsTicketsAndEachIsGoodForOneMore(Setting setting) {
    Returns ends = watched(TLS1_3_VERSION);
    setting.set.accept(ends);
    ends.connect(null).close();
    assertThat(given).hasSize(setting.tickets);
    for (SSL_SESSION session : List.copyOf(given)) {
      given.clear();
      assertThat(ends.isTaken(session)).isTrue();
      assertThat(given).hasSize(1);
    }
  }

  /** What is other than it was, whether the client is taken all the same, and its new tickets. */
  enum Change {
    NO_MORE_TICKETS(true, 0, ends -> SSL_CTX_set_num_tickets(ends.serverContext, 0)),
    SUITE_OF_THAT_HASH(true, 1, ends -> suite(ends, "TLS_CHACHA20_POLY1305_SHA256")),
    SUITE_OF_ANOTHER_HASH(false, 2, ends -> suite(ends, "TLS_AES_256_GCM_SHA384")),
    KEY_OF_TICKETS(false, 2, ends -> ends.serverContext.change(b -> b.ticketKeys(otherKeys())));

    private final boolean taken;
    private final int tickets;
    private final Consumer<Returns> set;

    Change(boolean taken, int tickets, Consumer<Returns> set) {
      this.taken = taken;
      this.tickets = tickets;
      this.set = set;
    }

    private static void suite(Returns ends, String only) {
      SSL_CTX_set_ciphersuites(ends.serverContext, only);
    }

    private static SslTicketKeys otherKeys() {
      SslTicketKeys.Key key = new SslTicketKeys.Key(Bytes.of(new byte[16]), Secret.zeros(32));
      return SslTicketKeys.of(key, Optional.empty(), Optional.empty());
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void whoIsNotTakenBackConnectsInFullAndGetsNewTickets(Change change) {
    Returns ends = watched(TLS1_3_VERSION);
    SSL_CTX_set_ciphersuites(ends.serverContext, "TLS_AES_128_GCM_SHA256");
    ends.connect(null).close();
    SSL_SESSION session = given.get(0);
    given.clear();
    change.set.accept(ends);
    assertThat(ends.isTaken(session)).isEqualTo(change.taken);
    assertThat(given).hasSize(change.tickets);
  }

  @Test
  void aTicketThatIsOverIsNotShown() {
    Returns ends = watched(TLS1_3_VERSION);
    ends.connect(null).close();
    SSL_SESSION session = given.get(0);
    SSL_SESSION_set_time(session, SSL_SESSION_get_time(session) - 100);
    SSL_SESSION_set_timeout(session, 50);
    given.clear();
    assertThat(ends.isTaken(session)).isFalse();
    assertThat(given).hasSize(2);
  }

  // RFC 9846 8.3: ten seconds may lie between the age that is told and the one that is seen.
  @ParameterizedTest
  @CsvSource({"0, true", "5, true", "20, false", "600, false"})
  void earlyDataOfTheWrongAgeIsNotTakenAndTheSessionIs(int older, boolean taken) {
    EarlyEndpoints ends = EarlyEndpoints.prepared(Way.TICKET);
    SslSession session = ends.visit().orElseThrow();
    Instant then = session.created().minusSeconds(older);
    ends.remember(Optional.of(session.toBuilder().created(then).build()));
    assertThat(ends.write(ends.client(), "hello")).isOne();
    assertThat(ends.readEarly()).isEqualTo(taken ? "success: hello" : "finish");
    assertThat(SSL_do_handshake(ends.client())).isOne();
    assertThat(SSL_session_reused(ends.client())).isOne();
    assertThat(SSL_get_early_data_status(ends.client()))
        .isEqualTo(taken ? SSL_EARLY_DATA_ACCEPTED : SSL_EARLY_DATA_REJECTED);
  }

  @Test
  void whoComesWithAKeyFromOutsideGetsATicketToComeBackWith() {
    Returns ends = watched(TLS1_3_VERSION).make(null);
    SslSession key = EarlyEndpoints.key(CipherSuite.TLS_AES_256_GCM_SHA384).build();
    SSL_set_psk_use_session_callback(
        ends.client,
        (ssl, md, id, sess) -> {
          id[0] = EarlyEndpoints.IDENTITY;
          sess[0] = new SSL_SESSION(key);
          return 1;
        });
    SSL_set_psk_find_session_callback(
        ends.server,
        (ssl, identity, length, sess) -> {
          sess[0] = new SSL_SESSION(key);
          return 1;
        });
    assertThat(ends.shake()).isTrue();
    assertThat(SSL_session_reused(ends.client)).isOne();
    assertThat(given).hasSize(1);
    ends.close();
    assertThat(ends.isTaken(given.get(0))).as("without that key").isTrue();
    assertThat(given).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {TLS1_2_VERSION, TLS1_3_VERSION})
  void noTicketIsGoodForMoreThanAWeek(int version) {
    Returns ends = watched(version);
    SSL_CTX_set_timeout(ends.serverContext, 2 * WEEK);
    ends.connect(null);
    assertThat(ends.client.ssl().session().orElseThrow().lifetimeSeconds()).isEqualTo(WEEK);
    assertThat(SSL_CTX_get_timeout(ends.serverContext)).isEqualTo(2 * WEEK);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, SSL_OP_NO_TICKET})
  void aSessionOfAKeyThatTheServerDoesNotKnowGivesWayToTheKey(long options) {
    SSL_SESSION session = keyed(options).firstVisit();
    Returns ends = keyed(options);
    ends.connect(session);
    assertThat(SSL_session_reused(ends.client)).isZero();
    assertThat(SSL_session_reused(ends.server)).isZero();
    assertThat(SSL_get_psk_identity(ends.server)).isEqualTo("me");
    SSL_SESSION own = SSL_get1_session(ends.client);
    ends.close();
    assertThat(ends.isTaken(own)).isTrue();
  }

  /** Both know one key of TLS 1.2. */
  private static Returns keyed(long options) {
    Returns ends = new Returns(TLS1_2_VERSION);
    SSL_CTX_set_options(ends.serverContext, options);
    SSL_CTX_set_cipher_list(ends.clientContext, "PSK-AES128-GCM-SHA256");
    SSL_CTX_set_cipher_list(ends.serverContext, "PSK-AES128-GCM-SHA256");
    SSL_CTX_set_psk_client_callback(
        ends.clientContext,
        (ssl, hint, identity, maxIdentity, psk, maxPsk) -> {
          identity[0] = "me";
          return 16;
        });
    SSL_CTX_set_psk_server_callback(ends.serverContext, (ssl, identity, psk, max) -> 16);
    return ends;
  }

  private Returns watched(int version) {
    Returns ends = new Returns(version);
    SSL_CTX_sess_set_new_cb(ends.clientContext, (ssl, session) -> given.add(session) ? 1 : 0);
    return ends;
  }
}
