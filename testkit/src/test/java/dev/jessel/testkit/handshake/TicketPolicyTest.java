// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslRefusal;
import dev.jessel.SslSession;
import dev.jessel.SslTicket;
import dev.jessel.SslTicketKeys;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that keeps data in tickets, and judges those that come. */
class TicketPolicyTest {
  private static final Bytes DATA = Bytes.of((byte) 'd', (byte) 'a');

  private final Visits visits = new Visits(new Handshake(Conduct.PLAIN));
  private final List<SslTicket.State> states = new ArrayList<>();
  private final List<Bytes> found = new ArrayList<>();
  private Function<SslTicket, SslTicket.Use> judge = SslTicket::usualUse;
  private int filled;
  private Bytes kept = DATA;

  private final SslCallbacks.TicketPolicy policy =
      new SslCallbacks.TicketPolicy() {
        @Override
        public Bytes applicationData(SslSession session) {
          filled++;
          return session.applicationData().isEmpty() ? kept : session.applicationData().plus(kept);
        }

        @Override
        public SslTicket.Use judge(SslTicket ticket) {
          states.add(ticket.state());
          ticket.session().ifPresent(session -> found.add(session.applicationData()));
          return judge.apply(ticket);
        }
      };

  @ParameterizedTest
  @CsvSource({
    "TLSv1.2, USE, true, 0",
    "TLSv1.2, USE_AND_RENEW, true, 1",
    "TLSv1.2, IGNORE, false, 0",
    "TLSv1.2, IGNORE_AND_RENEW, false, 1",
    "TLSv1.3, USE, true, 0",
    "TLSv1.3, USE_AND_RENEW, true, 1",
    "TLSv1.3, IGNORE, false, 0",
    "TLSv1.3, IGNORE_AND_RENEW, false, 1"
  })
  void whatIsSaidOfATicketIsDone(String version, SslTicket.Use use, boolean resumed, int tickets)
      throws SslException {
    SslContext server = server(version);
    visits.first(server);
    int before = visits.sessions().size();
    states.clear();
    filled = 0;
    judge = ticket -> use;
    assertThat(visits.isResumed(visits.returning(), server)).isEqualTo(resumed);
    assertThat(states)
        .containsExactly(
            version.equals("TLSv1.3") ? SslTicket.State.GOOD_TO_RENEW : SslTicket.State.GOOD);
    assertThat(found).containsExactly(DATA);
    assertThat(filled).isEqualTo(tickets);
    assertThat(visits.sessions().stream().skip(before).filter(SslSession::hasTicket))
        .hasSize(tickets);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whatWasKeptIsThereAgainWithTheNextTicket(String version) throws SslException {
    SslContext server = server(version);
    visits.first(server);
    judge = ticket -> SslTicket.Use.USE_AND_RENEW;
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
    assertThat(found).containsExactly(DATA, DATA.plus(DATA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void moreThanCanBeKeptIsTheCallbacksMistake(String version) throws SslException {
    SslContext server = server(version);
    visits.first(server);
    kept = Bytes.of(new byte[65_535]);
    judge = ticket -> SslTicket.Use.USE_AND_RENEW;
    refused(server, SslReason.CALLBACK_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aTicketThatNobodyOpensCannotBeUsed(String version) throws SslException {
    visits.first(server(version));
    SslContext other = server(version);
    states.clear();
    assertThat(visits.isResumed(visits.returning(), other)).isFalse();
    assertThat(states).containsExactly(SslTicket.State.UNKNOWN);
    visits.first(server(version));
    judge = ticket -> SslTicket.Use.USE;
    refused(other, SslReason.CALLBACK_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aRefusalEndsTheHandshakeAndLeavesTheTicketGood(String version) throws SslException {
    SslContext server = server(version);
    visits.first(server);
    judge =
        ticket -> {
          throw new SslRefusal(SslReason.CALLBACK_FAILED);
        };
    refused(server, SslReason.CALLBACK_FAILED);
    judge = SslTicket::usualUse;
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aTicketOfAnEarlierKeyIsRenewed(String version) throws SslException {
    SslTicketKeys.Key first = key(1);
    SslTicketKeys keys = SslTicketKeys.of(first, Optional.empty(), Optional.empty());
    SslContext server = server(version).toBuilder().ticketKeys(keys).build();
    visits.first(server);
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
    keys.change(key(2), Optional.empty(), Optional.of(first));
    int before = visits.sessions().size();
    states.clear();
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
    assertThat(states).containsExactly(SslTicket.State.GOOD_TO_RENEW);
    assertThat(visits.sessions().size()).isGreaterThan(before);
    keys.change(key(2), Optional.empty(), Optional.empty());
    assertThat(visits.isResumed(visits.returning(), server)).as("the new one").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aTicketThatIsOverIsFollowedByAnother(String version) throws SslException {
    SslContext server = server(version).toBuilder().sessionTimeout(100).build();
    visits.first(server);
    SslSession old = visits.last().orElseThrow();
    visits.later(101);
    judge = ticket -> SslTicket.Use.USE;
    int before = visits.sessions().size();
    SslSession longer = old.toBuilder().lifetimeSeconds(1000).build();
    assertThat(visits.isResumed(visits.client().session(Optional.of(longer)), server)).isFalse();
    assertThat(visits.sessions().size()).isGreaterThan(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void renewalDoesNotMakeASessionLiveForEver(String version) throws SslException {
    SslContext server = server(version);
    visits.first(server);
    judge = ticket -> SslTicket.Use.USE_AND_RENEW;
    judge =
        ticket -> ticket.session().isPresent() ? SslTicket.Use.USE_AND_RENEW : ticket.usualUse();
    int resumed = 0;
    while (visits.isResumed(visits.returning(), server)) {
      resumed++;
      visits.later(7000);
      assertThat(resumed).isLessThan(100);
    }
    assertThat(resumed).as("a week").isEqualTo(604_800 / 7000 + 1);
  }

  private void refused(SslContext server, SslReason reason) {
    try (Pair pair = visits.pair(visits.returning(), server)) {
      assertThatThrownBy(pair::connect)
          .isInstanceOfSatisfying(SslException.class, e -> assertThat(e.reason()).contains(reason));
    }
  }

  private SslContext server(String version) {
    ProtocolVersion only = ProtocolVersion.named(version).orElseThrow();
    return visits.server(b -> b.maxVersion(only).tickets(1).ticketPolicy(policy));
  }

  private static SslTicketKeys.Key key(int number) {
    byte[] name = new byte[16];
    name[0] = (byte) number;
    byte[] secret = new byte[32];
    secret[0] = (byte) number;
    return new SslTicketKeys.Key(Bytes.of(name), Secret.take(secret));
  }
}
