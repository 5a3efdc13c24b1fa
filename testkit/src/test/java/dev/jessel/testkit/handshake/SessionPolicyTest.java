// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks.SessionPolicy;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslOption;
import dev.jessel.SslRefusal;
import dev.jessel.SslSession;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers whose application has a say in the sessions that they make and take. */
class SessionPolicyTest {
  private final Visits visits = new Visits(new Handshake(Conduct.PLAIN));
  private final List<SslSession> issued = new ArrayList<>();
  private final List<CipherSuite> asked = new ArrayList<>();
  private final SslListener listener =
      new SslListener() {
        @Override
        public void sessionIssued(Ssl ssl, SslSession session) {
          issued.add(session);
        }
      };

  /** Names sessions by counting them. */
  private final class Counting implements SessionPolicy {
    private final boolean resumable;
    private final int length;
    private byte count;

    Counting(boolean resumable, int length) {
      this.resumable = resumable;
      this.length = length;
    }

    @Override
    public boolean makes(CipherSuite suite) {
      asked.add(suite);
      return resumable;
    }

    @Override
    public Bytes name() {
      byte[] name = new byte[length];
      if (length > 0) {
        name[0] = ++count;
      }
      return Bytes.of(name);
    }
  }

  private SslContext server(ProtocolVersion version, SessionPolicy policy) {
    return visits.server(
        b ->
            b.minVersion(version)
                .maxVersion(version)
                .options(SslOption.NO_TICKET)
                .listener(listener)
                .sessionPolicy(policy));
  }

  @Test
  void theIdsOfTls12AreThoseOfTheApplication() throws SslException {
    SslContext server = server(ProtocolVersion.TLS_1_2, new Counting(true, 5));
    visits.first(server);
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
    visits.first(server);
    assertThat(asked).as("asked in full handshakes alone").hasSize(2);
    assertThat(issued).hasSize(2);
  }

  @Test
  void ticketsThatHoldNothingAreCalledAsTheApplicationSays() throws SslException {
    SslContext server = server(ProtocolVersion.TLS_1_3, new Counting(true, 7));
    visits.first(server);
    assertThat(visits.sessions())
        .extracting(SslSession::ticket)
        .containsExactly(Bytes.ofHex("01000000000000"), Bytes.ofHex("02000000000000"));
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
    assertThat(asked).hasSize(1);
    assertThat(issued).as("two, and one for the one that was used").hasSize(3);
  }

  @Test
  void whoMayNotComeBackGetsNeitherIdNorTicket() throws SslException {
    for (ProtocolVersion version : List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3)) {
      visits.first(server(version, new Counting(false, 7)));
      visits.first(
          server(version, new Counting(false, 7)).toBuilder()
              .clearOptions(SslOption.NO_TICKET)
              .build());
    }
    assertThat(visits.sessions()).isEmpty();
    assertThat(issued).isEmpty();
  }

  @Test
  void anEmptyNameIsNone() throws SslException {
    visits.first(server(ProtocolVersion.TLS_1_2, new Counting(true, 0)));
    visits.first(server(ProtocolVersion.TLS_1_3, new Counting(true, 0)));
    assertThat(visits.sessions()).isEmpty();
    assertThat(issued).isEmpty();
  }

  @Test
  void whoIsNotTakenBackConnectsInFull() throws SslException {
    for (ProtocolVersion version : List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3)) {
      SslContext server =
          server(version, new Counting(true, 8)).toBuilder()
              .clearOptions(SslOption.NO_TICKET)
              .build();
      visits.first(server);
      SslContext unwilling =
          server.toBuilder().sessionPolicy(new Unwilling(Optional.empty())).build();
      assertThat(visits.isResumed(visits.returning(), unwilling)).isFalse();
      assertThat(visits.isResumed(visits.returning(), server)).isTrue();
      SslContext hostile =
          server.toBuilder()
              .sessionPolicy(new Unwilling(Optional.of(SslReason.SESSION_ID_CONTEXT_UNINITIALIZED)))
              .build();
      assertThatThrownBy(() -> visits.isResumed(visits.returning(), hostile))
          .isInstanceOf(SslException.class);
    }
  }

  /** Takes nobody back. */
  private record Unwilling(Optional<SslReason> reason) implements SessionPolicy {
    @Override
    public Bytes name() {
      return Bytes.of(new byte[9]);
    }

    @Override
    public boolean takes(SslSession session) {
      if (reason.isPresent()) {
        throw new SslRefusal(reason.get());
      }
      return false;
    }
  }

  @Test
  void aNameThatIsTooLongEndsTheHandshake() {
    SslContext server = server(ProtocolVersion.TLS_1_2, new Counting(true, 33));
    assertThatThrownBy(() -> visits.first(server))
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.reason()).contains(SslReason.CALLBACK_FAILED));
  }
}
