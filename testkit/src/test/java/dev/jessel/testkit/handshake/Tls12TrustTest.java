// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslOption;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whom an end of TLS 1.2 lets in without, or on the strength of, a certificate. */
class Tls12TrustTest {
  private final Sessions sessions = new Sessions();

  @Test
  void aServerThatMustHaveACertificateIsNeverAnonymous() {
    SslContext.Builder client = Identities.client().cipherList("aNULL+AES:@SECLEVEL=0");
    SslContext.Builder server =
        asking(SslVerify.REQUIRED).toBuilder().cipherList("ALL:aNULL:@SECLEVEL=0");
    assertThatThrownBy(() -> connect(old(client), server.build()))
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.reason()).contains(SslReason.NO_SHARED_CIPHER));
  }

  @Test
  void aClientComesBackWithoutItsCertificateWhereThatIsTrusted() throws SslException {
    SslContext server = asking(SslVerify.REQUIRED);
    connect(old(Identities.client()).credential(Identities.CLIENT), server).close();
    try (Pair second = connect(again(), server)) {
      assertThat(second.server().isResumed()).isTrue();
      assertThat(second.server().peerCertificates()).isNotEmpty();
    }
  }

  @Test
  void aSessionFromSettingsWithAnotherTrustDoesNotLetItsClientIn() throws SslException {
    SslContext server = asking(SslVerify.REQUIRED);
    connect(old(Identities.client()).credential(Identities.CLIENT), server).close();
    SslContext others = server.toBuilder().trust(Identities.STRANGER.trust()).build();
    assertThatThrownBy(() -> connect(again(), others))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE));
  }

  @Test
  void aSessionWithoutACertificateDoesNotLetItsClientIn() throws SslException {
    SslContext server = asking(SslVerify.NONE);
    connect(old(Identities.client()), server).close();
    SslContext strict = server.toBuilder().verify(SslVerify.REQUIRED).build();
    assertThatThrownBy(() -> connect(again(), strict))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE));
  }

  @Test
  void aServerThatWasNotAcceptedIsJudgedAgain() throws SslException {
    SslContext server = asking(SslVerify.NONE);
    SslContext.Builder careless =
        old(Identities.client()).trust(Identities.STRANGER.trust()).verify(SslVerify.NONE);
    connect(careless, server).close();
    try (Pair careful = connect(again(), server)) {
      assertThat(careful.client().isResumed()).isFalse();
    }
    SslContext.Builder distrustful = again().trust(Identities.STRANGER.trust());
    assertThat(resumes(distrustful.verify(SslVerify.NONE), server)).isTrue();
  }

  @Test
  void aServerOfAnotherNameIsJudgedAgain() throws SslException {
    SslContext server = asking(SslVerify.NONE);
    connect(old(Identities.client()), server).close();
    assertThat(resumes(again(), server)).isTrue();
    assertThatThrownBy(() -> connect(again().peerName(Optional.of("elsewhere.test")), server))
        .isInstanceOf(SslException.class);
  }

  @Test
  void aServerThatOthersTrustIsJudgedAgain() throws SslException {
    SslContext server = asking(SslVerify.NONE);
    connect(old(Identities.client()), server).close();
    assertThat(resumes(again(), server)).isTrue();
    assertFails(again().trust(Identities.STRANGER.trust()), server);
  }

  @Test
  void aServerThatACallbackOverlookedIsJudgedAgain() throws SslException {
    SslContext server = asking(SslVerify.NONE);
    SslContext.Builder overlooking =
        old(Identities.client())
            .trust(Identities.STRANGER.trust())
            .peerVerifier((chain, verdict) -> SslReply.now(VerifyResult.OK));
    connect(overlooking, server).close();
    assertFails(again().trust(Identities.STRANGER.trust()), server);
    connect(overlooking, server).close();
    assertThat(resumes(overlooking.session(sessions.last), server)).isTrue();
  }

  @Test
  void theJudgementMayComeLater() throws SslException {
    SslContext server = asking(SslVerify.NONE);
    connect(old(Identities.client()), server).close();
    AtomicInteger asked = new AtomicInteger();
    SslContext.Builder slow =
        again()
            .peerVerifier(
                (chain, verdict) ->
                    asked.getAndIncrement() < 2
                        ? SslReply.later()
                        : SslReply.now(verdict.result()));
    try (Pair pair = connect(slow, server)) {
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.seen()).contains(SslStatus.WANT_VERIFY);
    }
    assertThat(asked).hasValue(3);
  }

  private void assertFails(SslContext.Builder client, SslContext server) {
    assertThatThrownBy(() -> connect(client, server))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.CERTIFICATE_VERIFY_FAILED));
  }

  @Test
  void aTicketIsNoSessionId() throws SslException {
    SslContext server = asking(SslVerify.NONE);
    connect(old(Identities.client()), server).close();
    SslContext withoutTickets = server.toBuilder().options(SslOption.NO_TICKET).build();
    assertThat(resumes(again(), withoutTickets)).isFalse();
  }

  @Test
  void aSessionOfOneContextIsNoneOfAnotherThatSharesItsKeys() throws SslException {
    for (SslOption[] named : new SslOption[][] {{}, {SslOption.NO_TICKET}}) {
      SslContext server =
          asking(SslVerify.NONE).toBuilder()
              .options(named)
              .sessionIdContext(Bytes.of((byte) 1))
              .build();
      SslContext other = server.toBuilder().sessionIdContext(Bytes.of((byte) 2)).build();
      connect(old(Identities.client()), server).close();
      SslContext.Builder back = again();
      assertThat(resumes(back, other)).isFalse();
      assertThat(resumes(back, server)).isTrue();
    }
  }

  private boolean resumes(SslContext.Builder client, SslContext server) throws SslException {
    try (Pair pair = connect(client, server)) {
      return pair.client().isResumed();
    }
  }

  private Pair connect(SslContext.Builder client, SslContext server) throws SslException {
    return Pair.of(client.listener(sessions).build(), server).connect();
  }

  private SslContext.Builder again() {
    return old(Identities.client()).session(sessions.last);
  }

  private static SslContext asking(SslVerify verify) {
    return old(Identities.server()).trust(Identities.AUTHORITY.trust()).verify(verify).build();
  }

  private static SslContext.Builder old(SslContext.Builder settings) {
    return settings.maxVersion(ProtocolVersion.TLS_1_2);
  }

  /** Keeps what a client is given. */
  private static final class Sessions implements SslListener {
    private Optional<SslSession> last = Optional.empty();

    @Override
    public void session(Ssl ssl, SslSession session) {
      last = Optional.of(session);
    }
  }
}
