// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslTicketKeys;
import dev.jessel.SslVerify;
import dev.jessel.crypto.Secret;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.x509.VerifyResult;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Clients of TLS 1.3 that come back. */
class ResumptionTest {
  private final Visits plain = new Visits(new Handshake(Conduct.PLAIN));

  @FourWays
  void aClientComesBack(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = visits.server(UnaryOperator.identity());
    visits.first(server);
    assertThat(visits.sessions()).hasSize(2);

    try (Pair pair = visits.connect(visits.returning(), server)) {
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.server().isResumed()).isTrue();
      assertThat(pair.client().group()).contains(NamedGroup.X25519);
      assertThat(pair.client().peerCertificates()).isNotEmpty();
      assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().cipherSuite()).isEqualTo(pair.server().cipherSuite());
      assertThat(pair.client().exportKeyingMaterial("label", null, 16))
          .isEqualTo(pair.server().exportKeyingMaterial("label", null, 16));
      assertThat(pair.client().session()).isPresent();
    }
    assertThat(visits.sessions()).as("one for the one that was used").hasSize(3);
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
  }

  @FourWays
  void aClientThatIsSentBackComesBackAllTheSame(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = visits.server(UnaryOperator.identity());
    visits.first(server);
    SslContext retrying = server.toBuilder().groups("P-256").build();
    SslContext cookie = server.toBuilder().options(SslOption.COOKIE_EXCHANGE).build();

    for (SslContext each : new SslContext[] {retrying, cookie}) {
      try (Pair pair = visits.connect(visits.returning(), each)) {
        assertThat(pair.client().wasHelloRetried()).isTrue();
        assertThat(pair.client().isResumed()).isTrue();
        assertThat(pair.server().isResumed()).isTrue();
      }
    }
  }

  @FourWays
  void sessionsCanBeKeptByTheServer(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = visits.server(b -> b.options(SslOption.NO_TICKET));
    visits.first(server);
    assertThat(visits.last().orElseThrow().ticket().length()).isEqualTo(32);

    SslContext.Builder again = visits.returning();
    assertThat(visits.isResumed(again, server)).isTrue();
    assertThat(visits.isResumed(again, server)).as("the same ticket twice").isFalse();
  }

  @FourWays
  void aKeyAloneIsUsedByThoseWhoAllowIt(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext strict = visits.server(UnaryOperator.identity());
    SslContext allowing =
        strict.toBuilder().options(SslOption.ALLOW_NO_DHE_KEX, SslOption.PREFER_NO_DHE_KEX).build();
    visits.first(strict);

    assertThat(groupOf(visits, visits.returning(), allowing)).contains(NamedGroup.X25519);
    UnaryOperator<SslContext.Builder> alone = b -> b.options(SslOption.ALLOW_NO_DHE_KEX);
    assertThat(groupOf(visits, alone.apply(visits.returning()), strict))
        .contains(NamedGroup.X25519);
    assertThat(groupOf(visits, alone.apply(visits.returning()), allowing)).isEmpty();
    SslContext hesitant = allowing.toBuilder().clearOptions(SslOption.PREFER_NO_DHE_KEX).build();
    assertThat(groupOf(visits, alone.apply(visits.returning()), hesitant))
        .contains(NamedGroup.X25519);
  }

  private static Optional<NamedGroup> groupOf(
      Visits visits, SslContext.Builder client, SslContext server) throws SslException {
    try (Pair pair = visits.connect(client, server)) {
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.server().group()).isEqualTo(pair.client().group());
      return pair.client().group();
    }
  }

  @FourWays
  void aClientsCertificateComesBackWithItsSession(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server =
        visits.server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED));
    visits.connect(visits.client().credential(Identities.CLIENT), server).close();

    try (Pair pair = visits.connect(visits.returning(), server)) {
      assertThat(pair.server().isResumed()).isTrue();
      assertThat(pair.server().peerCertificates())
          .containsExactly(Identities.CLIENT.chain().get(0));
      assertThat(pair.server().verifyResult()).isEqualTo(VerifyResult.OK);
    }
    SslContext stranger = server.toBuilder().trust(Identities.STRANGER.trust()).build();
    SslContext lenient = stranger.toBuilder().verify(SslVerify.PEER).build();
    assertThat(visits.isResumed(visits.returning(), lenient)).as("judged again").isFalse();
  }

  @Test
  void aSessionWithoutCertificateIsNotTakenWhereOneMustBe() throws SslException {
    SslContext lax = plain.server(UnaryOperator.identity());
    SslContext strict =
        lax.toBuilder().trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED).build();
    plain.first(lax);
    assertThat(plain.isResumed(plain.returning().credential(Identities.CLIENT), strict)).isFalse();
  }

  @Test
  void anotherSuiteOfTheSameHashWillDoAndOneOfAnotherHashWillNot() throws SslException {
    SslContext server = plain.server(UnaryOperator.identity());
    plain.connect(plain.client().cipherSuites("TLS_AES_128_GCM_SHA256"), server).close();

    SslContext.Builder other = plain.returning().cipherSuites("TLS_CHACHA20_POLY1305_SHA256");
    try (Pair pair = plain.connect(other, server)) {
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.client().cipherSuite()).contains(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
    }
    assertThat(plain.isResumed(plain.returning().cipherSuites("TLS_AES_256_GCM_SHA384"), server))
        .isFalse();
    plain.connect(plain.client().cipherSuites("TLS_AES_128_GCM_SHA256"), server).close();
    SslContext.Builder both =
        plain.returning().cipherSuites("TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256");
    assertThat(plain.isResumed(both, server)).as("offered, but not the server's choice").isFalse();
  }

  @Test
  void aSessionBelongsToItsServersName() throws SslException {
    SslContext server = plain.server(UnaryOperator.identity());
    plain.first(server);
    assertThat(plain.isResumed(plain.returning().serverName("other.example"), server)).isFalse();
  }

  @Test
  void theProtocolIsAgreedUponAnew() throws SslException {
    SslContext server = plain.server(b -> b.alpn("h2", "http/1.1"));
    plain.connect(plain.client().alpn("h2"), server).close();
    try (Pair pair = plain.connect(plain.returning().alpn("http/1.1"), server)) {
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.client().applicationProtocol()).contains("http/1.1");
    }
  }

  @Test
  void aSessionOfOneContextIsNoneOfAnother() throws SslException {
    SslContext server = plain.server(b -> b.sessionIdContext(Bytes.of((byte) 1)));
    SslContext other = server.toBuilder().sessionIdContext(Bytes.of((byte) 2)).build();
    SslContext stranger = plain.server(b -> b.sessionIdContext(Bytes.of((byte) 1)));
    plain.first(server);
    assertThat(plain.isResumed(plain.returning(), other)).isFalse();
    plain.first(server);
    assertThat(plain.isResumed(plain.returning(), stranger)).as("another key").isFalse();
    plain.first(server);
    SslContext.Builder elsewhere = plain.returning().sessionIdContext(Bytes.of((byte) 3));
    assertThat(plain.isResumed(elsewhere, server)).as("not even offered").isFalse();
    assertThat(plain.isResumed(plain.returning(), server)).isFalse();
  }

  @Test
  void nothingIsTakenBackAfterItsTime() throws SslException {
    SslContext server = plain.server(b -> b.sessionTimeout(100));
    plain.first(server);
    plain.later(99);
    assertThat(plain.isResumed(plain.returning(), server)).isTrue();
    plain.first(server);
    plain.later(101);
    assertThat(plain.isResumed(plain.returning(), server)).isFalse();
  }

  @Test
  void howeverOftenAClientComesBackItMustProveItselfAnewAfterAWeek() throws SslException {
    SslContext server = plain.server(b -> b.sessionTimeout(400_000));
    plain.first(server);
    plain.later(300_000);
    assertThat(plain.isResumed(plain.returning(), server)).isTrue();
    assertThat(plain.last().orElseThrow().lifetimeSeconds()).isEqualTo(604_800 - 300_000);
    plain.later(304_790);
    assertThat(plain.isResumed(plain.returning(), server)).isTrue();
    assertThat(plain.last().orElseThrow().lifetimeSeconds()).isEqualTo(10);
    plain.later(11);
    assertThat(plain.isResumed(plain.returning(), server)).isFalse();
  }

  @Test
  void ticketKeysChangeByThemselvesAndOpenWhatTheyMadeForAWhile() throws SslException {
    SslContext server = plain.server(b -> b.sessionTimeout(3600));
    plain.first(server);
    plain.later(1000);
    plain.first(server);
    SslContext.Builder returning = plain.returning();
    plain.later(3000);
    assertThat(plain.isResumed(returning, server)).as("by the key before").isTrue();
    assertThat(keyName(1)).isNotEqualTo(keyName(2));
    plain.later(8000);
    assertThat(plain.isResumed(plain.returning(), server)).isFalse();
  }

  /** What one of the last tickets says of its key. */
  private Bytes keyName(int fromTheEnd) {
    return plain.sessions().get(plain.sessions().size() - fromTheEnd).ticket().slice(0, 16);
  }

  @Test
  void serversThatShareKeysTakeEachOthersTicketsWhileTheKeysChange() throws SslException {
    SslTicketKeys.Key first = key(1);
    SslTicketKeys.Key second = key(2);
    SslTicketKeys.Key third = key(3);
    SslTicketKeys ahead = SslTicketKeys.of(first, Optional.of(second), Optional.empty());
    SslTicketKeys behind = SslTicketKeys.of(first, Optional.of(second), Optional.empty());
    SslContext one = plain.server(b -> b.ticketKeys(ahead));
    SslContext two = plain.server(b -> b.ticketKeys(behind));

    plain.first(one);
    assertThat(plain.isResumed(plain.returning(), two)).isTrue();
    ahead.change(second, Optional.of(third), Optional.of(first));
    assertThat(plain.isResumed(plain.returning(), one)).as("by the previous key").isTrue();
    assertThat(plain.isResumed(plain.returning(), two)).as("by the next key").isTrue();
    ahead.change(third, Optional.empty(), Optional.of(second));
    assertThat(plain.isResumed(plain.returning(), one)).as("by a key that is gone").isFalse();
  }

  private static SslTicketKeys.Key key(int number) {
    byte[] name = new byte[16];
    name[0] = (byte) number;
    byte[] secret = new byte[32];
    secret[0] = (byte) number;
    return new SslTicketKeys.Key(Bytes.of(name), Secret.take(secret));
  }

  @Test
  void theApplicationMayKeepTheSessionsOfItsServers() throws SslException {
    Map<Bytes, SslSession> store = new HashMap<>();
    AtomicInteger names = new AtomicInteger();
    SslContext server =
        plain.server(
            b ->
                b.ticketIssuer(
                        session -> {
                          Bytes name = Bytes.of((byte) 1, (byte) names.incrementAndGet());
                          store.put(name, session);
                          return SslReply.now(Optional.of(name));
                        })
                    .sessionFinder(name -> SslReply.now(Optional.ofNullable(store.remove(name)))));
    plain.first(server);
    SslContext.Builder again = plain.returning();
    assertThat(plain.isResumed(again, server)).isTrue();
    assertThat(plain.isResumed(again, server)).isFalse();
  }

  @Test
  void aClientMaySayHowManyTicketsItWants() throws SslException {
    SslContext server = plain.server(UnaryOperator.identity());
    plain.connect(plain.client().requestTickets(5, 3), server).close();
    assertThat(plain.sessions()).hasSize(5);
    plain.connect(plain.returning().requestTickets(5, 3), server).close();
    assertThat(plain.sessions()).hasSize(8);
    plain.connect(plain.returning().requestTickets(0, 0), server).close();
    assertThat(plain.sessions()).hasSize(8);
    plain.connect(plain.client().requestTickets(255, 0), server).close();
    assertThat(plain.sessions()).as("a server's bound").hasSize(8 + 16);
    SslContext none = plain.server(b -> b.tickets(0));
    plain.connect(plain.client().requestTickets(5, 5), none).close();
    assertThat(plain.sessions()).hasSize(8 + 16);
  }

  @Test
  void aServerThatWasNotAcceptedIsAskedAgain() throws SslException {
    SslContext server =
        plain.server(
            b ->
                b.noCredentials()
                    .credential(Identities.STRANGER.localhost(KeyType.P256).credential()));
    plain.connect(plain.client().verify(SslVerify.NONE), server).close();
    assertThat(plain.isResumed(plain.returning().verify(SslVerify.NONE), server)).isTrue();
    SslContext good = server.toBuilder().noCredentials().credential(Identities.SERVER).build();
    assertThat(plain.isResumed(plain.returning(), good)).as("not offered").isFalse();
  }

  @Test
  void aSessionThatAFatalAlertEndedIsNotResumedWhoeverKeptIt() throws SslException {
    Map<Bytes, SslSession> store = new HashMap<>();
    SslContext server =
        plain.server(
            b ->
                b.ticketIssuer(
                        session -> {
                          Bytes name = Bytes.of((byte) store.size());
                          store.put(name, session);
                          return SslReply.now(Optional.of(name));
                        })
                    .sessionFinder(name -> SslReply.now(Optional.ofNullable(store.get(name)))));
    plain.first(server);
    SslContext.Builder client = plain.returning();
    assertThat(plain.isResumed(client, server)).isTrue();
    try (Pair pair = plain.connect(client, server)) {
      byte[] junk = new byte[45];
      new ByteWriter().u8(23).u16(0x0303).u16(40).toBytes().copyTo(junk, 0);
      assertThat(pair.client().writer().orElseThrow().write(junk, 0, junk.length)).isEqualTo(45);
      assertThatThrownBy(() -> pair.server().read(ByteBuffer.allocate(1)))
          .isInstanceOf(SslException.class);
    }
    assertThat(plain.isResumed(client, server)).isFalse();
  }
}
