// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.MemoryBio;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Clients that remember where they have been. */
class ClientCacheTest {
  private final Visits visits = new Visits(new Handshake(Conduct.PLAIN));
  private final SslContext server = visits.server(b -> b.maxEarlyData(1000));
  private final SslContext client = visits.client().sessionCache(100).build();

  @FourWays
  void aClientComesBackByItself(Handshake handshake) throws SslException {
    Visits each = new Visits(handshake);
    SslContext remembering = each.client().sessionCache(10).build();
    SslContext taking = each.server(b -> b);
    assertThat(each.isResumed(remembering.toBuilder(), taking)).isFalse();
    assertThat(each.isResumed(remembering.toBuilder(), taking)).isTrue();
    assertThat(each.isResumed(remembering.toBuilder(), taking)).isTrue();
  }

  @Test
  void aSessionOfTls12ComesBackTheSameWay() throws SslException {
    SslContext old = server.toBuilder().maxVersion(ProtocolVersion.TLS_1_2).build();
    assertThat(resumed(b -> b, old)).isFalse();
    assertThat(resumed(b -> b, old)).isTrue();
    assertThat(resumed(b -> b, old)).isTrue();
  }

  @Test
  void otherSettingsHaveOtherSessions() throws SslException {
    assertThat(resumed(b -> b, server)).isFalse();
    assertThat(resumed(b -> b.verify(SslVerify.NONE), server)).isFalse();
    assertThat(resumed(b -> b.verify(SslVerify.NONE), server)).isTrue();
    assertThat(resumed(b -> b.credential(Identities.CLIENT), server)).isFalse();
    assertThat(resumed(b -> b.trust(Identities.AUTHORITY.trust()), server)).isFalse();
    assertThat(resumed(b -> b.serverName("other.example"), server)).isFalse();
    assertThat(resumed(b -> b.peerName(Optional.empty()), server)).isFalse();
    assertThat(resumed(b -> b, server)).as("still there").isTrue();
  }

  @Test
  void aContextThatRemembersNothingComesBackToNothing() throws SslException {
    SslContext forgetful = client.toBuilder().sessionCache(0).build();
    assertThat(visits.isResumed(forgetful.toBuilder(), server)).isFalse();
    assertThat(visits.isResumed(forgetful.toBuilder(), server)).isFalse();
  }

  @Test
  void aContextThatWasBuiltByItselfHasSessionsOfItsOwn() throws SslException {
    SslContext alike = visits.client().sessionCache(100).build();
    assertThat(resumed(b -> b, server)).isFalse();
    assertThat(visits.isResumed(alike.toBuilder(), server)).isFalse();
    assertThat(visits.isResumed(alike.toBuilder(), server)).isTrue();
  }

  @Test
  void aServerThatNeverAnswersUsesNoTicketUp() throws SslException {
    assertThat(resumed(b -> b.requestTickets(1, 0), server)).isFalse();
    hangUpOn(client, false);
    closeUnanswered();
    assertThat(resumed(b -> b.requestTickets(0, 0), server)).isTrue();
    assertThat(resumed(b -> b.requestTickets(0, 0), server)).as("used up").isFalse();
  }

  @Test
  void aServerThatMayDieOfATicketIsShownItThreeTimes() throws SslException {
    assertThat(resumed(b -> b.requestTickets(1, 0), server)).isFalse();
    for (int times = 0; times < 3; times++) {
      hangUpOn(client, false);
    }
    assertThat(resumed(b -> b.requestTickets(0, 0), server)).isFalse();
  }

  @Test
  void aServerThatIsNotReachedUsesNoTicketUp() throws SslException {
    assertThat(resumed(b -> b.requestTickets(1, 0), server)).isFalse();
    for (int times = 0; times < 10; times++) {
      BioPair unreachable = BioPair.create();
      unreachable.right().close();
      try (Ssl ssl = client.newSsl(unreachable.left())) {
        assertThatThrownBy(ssl::handshake).isInstanceOf(SslException.class);
      }
    }
    assertThat(resumed(b -> b.requestTickets(0, 0), server)).isTrue();
  }

  @Test
  void aTicketThatEarlyDataWentWithIsUsedUp() throws SslException {
    assertThat(resumed(b -> b.requestTickets(1, 0), server)).isFalse();
    hangUpOn(client, true);
    assertThat(resumed(b -> b.requestTickets(0, 0), server)).isFalse();
  }

  @Test
  void aTicketThatAServerRefusesWithAnAlertIsUsedUp() throws SslException {
    assertThat(resumed(b -> b.requestTickets(1, 0), server)).isFalse();
    failOn(client, false, new byte[] {21, 3, 3, 0, 2, 2, 40});
    assertThat(resumed(b -> b.requestTickets(0, 0), server)).isFalse();
  }

  private static void hangUpOn(SslContext client, boolean early) {
    failOn(client, early, new byte[0]);
  }

  private static void failOn(SslContext client, boolean early, byte[] answer) {
    MemoryBio in = new MemoryBio();
    in.eofReturn(0);
    assertThat(in.write(answer, 0, answer.length)).isEqualTo(answer.length);
    try (Ssl ssl = client.newSsl()) {
      ssl.bio(in, new MemoryBio());
      assertThatThrownBy(
              () -> {
                if (early) {
                  SslStatus ignored = ssl.writeEarlyData(ByteBuffer.allocate(1));
                }
                SslStatus ignored = ssl.handshake();
              })
          .isInstanceOf(SslException.class);
    }
  }

  private void closeUnanswered() throws SslException {
    try (Ssl ssl = client.newSsl(BioPair.create().left())) {
      assertThat(ssl.handshake()).isEqualTo(SslStatus.WANT_READ);
    }
  }

  @Test
  void aSessionSurvivesAnUncleanEnd() throws SslException {
    Pair pair = visits.connect(client.toBuilder(), server);
    pair.client().reader().orElseThrow().close();
    pair.server().writer().orElseThrow().close();
    pair.close();
    assertThat(resumed(b -> b, server)).isTrue();
  }

  @Test
  void whatOneConnectionShowedOfItselfIsNotSaidByAnother() throws SslException {
    SslContext asking = server.toBuilder().trust(Identities.AUTHORITY.trust()).build();
    SslContext willing = client.toBuilder().postHandshakeAuth(true).build();
    try (Pair pair = Pair.of(willing, asking).connect()) {
      pair.client().calls().adjust(b -> b.credential(Identities.CLIENT));
      PostHandshakeAuthTest.ask(pair, SslVerify.REQUIRED);
      pair.client().calls().adjust(b -> b.noCredentials());
      assertThat(pair.server().sendTicket()).isEqualTo(SslStatus.DONE);
      Handshake.exchange(pair, 100);
    }
    try (Pair pair = Pair.of(willing, asking).connect()) {
      assertThat(pair.server().peerCertificates()).isEmpty();
    }
  }

  private boolean resumed(UnaryOperator<SslContext.Builder> settings, SslContext to)
      throws SslException {
    return visits.isResumed(settings.apply(client.toBuilder()), to);
  }
}
