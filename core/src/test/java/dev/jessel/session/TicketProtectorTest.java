// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a ticket holds, and who can open it. */
class TicketProtectorTest {
  private static final CryptoProvider CRYPTO = JcaCryptoProvider.create();

  private final TicketKey key = TicketKey.random(CRYPTO);
  private final TicketProtector protector = protector(key);

  @Test
  void aSessionComesOutAsItWentIn() {
    for (Session session : new Session[] {Sessions.of(100), Sessions.bare()}) {
      Session out = opened(protector.seal(session, Sessions.NOW).orElseThrow()).orElseThrow();
      assertThat(out.version()).isEqualTo(session.version());
      assertThat(out.suite()).isEqualTo(session.suite());
      assertThat(out.secret().equalTo(session.secret())).isTrue();
      assertThat(out.name()).isEqualTo(session.name());
      assertThat(out.lifetime()).isEqualTo(session.lifetime());
      assertThat(out.origin()).isEqualTo(session.origin());
      assertThat(out.grant()).isEqualTo(session.grant());
    }
  }

  @Test
  void nothingOfItIsSeen() {
    Bytes ticket = protector.seal(Sessions.of(100), Sessions.NOW).orElseThrow();
    String seen = new String(ticket.toArray(), StandardCharsets.ISO_8859_1);
    assertThat(seen).doesNotContain("mple").doesNotContain("\1\2\3");
    assertThat(ticket.slice(0, 16)).isEqualTo(key.name());
    assertThat(protector.seal(Sessions.of(100), Sessions.NOW).orElseThrow()).isNotEqualTo(ticket);
  }

  @Test
  void aTicketThatIsDamagedAnywhereIsNone() {
    Bytes good = protector.seal(Sessions.of(100), Sessions.NOW).orElseThrow();
    for (int at = 0; at < good.length(); at++) {
      byte[] bad = good.toArray();
      bad[at] ^= 1;
      assertThat(opened(Bytes.of(bad))).as("byte %d", at).isEmpty();
      assertThat(opened(good.slice(0, at))).as("%d bytes", at).isEmpty();
    }
    assertThat(opened(good.plus(Bytes.of((byte) 0)))).isEmpty();
    assertThat(opened(good)).isPresent();
  }

  @Test
  void aTicketOfAnotherKeyIsNone() {
    TicketKey sameName = new TicketKey(key.name(), Secret.zeros(TicketKey.KEY_LENGTH));
    Bytes ticket = protector.seal(Sessions.of(100), Sessions.NOW).orElseThrow();
    assertThat(protector(TicketKey.random(CRYPTO)).open(ticket, Sessions.NOW)).isEmpty();
    assertThat(protector(sameName).open(ticket, Sessions.NOW)).isEmpty();
  }

  @Test
  void whatDoesNotFitIntoAMessageGetsNoTicket() {
    Session.Grant much = new Session.Grant(Bytes.EMPTY, 0, Bytes.of(new byte[65_000]));
    Session.Grant more = new Session.Grant(Bytes.EMPTY, 0, Bytes.of(new byte[65_500]));
    assertThat(protector.seal(granted(much), Sessions.NOW)).isPresent();
    assertThat(protector.seal(granted(more), Sessions.NOW)).isEmpty();
  }

  private static Session granted(Session.Grant grant) {
    Session bare = Sessions.bare();
    return new Session(
        bare.version(),
        bare.suite(),
        bare.secret(),
        bare.name(),
        bare.lifetime(),
        bare.origin(),
        grant);
  }

  @Test
  void theFormIsReadWithCare() throws TlsException {
    byte[] good = SessionFormat.encode(Sessions.of(ProtocolVersion.TLS_1_2, 5, List.of()));
    assertThat(SessionFormat.decode(good).version()).isEqualTo(ProtocolVersion.TLS_1_2);
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> SessionFormat.decode(cut)).isInstanceOf(TlsException.class);
    }
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    assertThatThrownBy(() -> SessionFormat.decode(longer)).isInstanceOf(TlsException.class);
    byte[] other = good.clone();
    other[0] = 2;
    assertThatThrownBy(() -> SessionFormat.decode(other)).hasMessageContaining("another format");
    assertThat(new ByteReader(good).remaining()).isEqualTo(good.length);
  }

  @Test
  void keysChangeWithTime() {
    RotatingTicketKeys keys = new RotatingTicketKeys(CRYPTO, Duration.ofSeconds(100));
    TicketKeySet first = keys.keys(Sessions.NOW);
    assertThat(keys.keys(at(99))).isSameAs(first);
    assertThat(first.previous()).isEmpty();

    TicketKeySet second = keys.keys(at(150));
    assertThat(second.current().name()).isNotEqualTo(first.current().name());
    assertThat(second.previous()).contains(first.current());
    assertThat(keys.keys(at(249))).isSameAs(second);

    TicketKeySet third = keys.keys(at(500));
    assertThat(third.previous()).as("nobody came by for too long").isEmpty();
    assertThat(keys.keys(at(0))).as("a clock that went backwards").isSameAs(third);
  }

  private static Instant at(long seconds) {
    return Sessions.NOW.plusSeconds(seconds);
  }

  @Test
  void aKeyHasItsLengths() {
    assertThatThrownBy(() -> new TicketKey(Bytes.of(new byte[15]), Secret.zeros(32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TicketKey(Bytes.of(new byte[16]), Secret.zeros(31)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Optional<Session> opened(Bytes ticket) {
    return protector.open(ticket, Sessions.NOW).map(TicketProtector.Opened::session);
  }

  private static TicketProtector protector(TicketKey key) {
    return new TicketProtector(
        CRYPTO, now -> new TicketKeySet(key, Optional.empty(), Optional.empty()));
  }
}
