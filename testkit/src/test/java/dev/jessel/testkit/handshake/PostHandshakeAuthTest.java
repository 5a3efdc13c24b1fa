// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslReply;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A client is asked for its certificate when the handshake is over (RFC 9846 4.7.2). */
class PostHandshakeAuthTest {
  @FourWays
  void aClientIsKnownOnceItWasAsked(Handshake handshake) throws SslException {
    try (Pair pair = willing(handshake).clientShows(Identities.CLIENT).connect()) {
      assertThat(pair.server().peerCertificates()).isEmpty();
      ask(pair, SslVerify.REQUIRED);
      assertThat(pair.server().peerCertificates().get(0)).isEqualTo(Identities.CLIENT.leaf());
      assertThat(pair.server().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().isCertificateRequested()).isTrue();
      assertThat(pair.client().credential()).contains(Identities.CLIENT);
      Handshake.exchange(pair, 3000);
    }
  }

  @FourWays
  void aClientIsAskedAgainAndAgain(Handshake handshake) throws SslException {
    try (Pair pair = willing(handshake).clientShows(Identities.CLIENT).connect()) {
      for (int time = 0; time < 3; time++) {
        ask(pair, SslVerify.REQUIRED);
        assertThat(pair.server().peerCertificates()).isNotEmpty();
      }
    }
  }

  @FourWays
  void aClientThatShowedACertificateIsAskedForAnother(Handshake handshake) throws SslException {
    Credential other = Identities.AUTHORITY.client(KeyType.RSA, "other").credential();
    willing(handshake).clientShows(Identities.CLIENT).server(b -> b.verify(SslVerify.REQUIRED));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates().get(0)).isEqualTo(Identities.CLIENT.leaf());
      pair.client().calls().adjust(b -> b.credentialChooser(w -> SslReply.now(Optional.of(other))));
      ask(pair, SslVerify.REQUIRED);
      assertThat(pair.server().peerCertificates().get(0)).isEqualTo(other.leaf());
    }
  }

  @FourWays
  void aClientDeclines(Handshake handshake) throws SslException {
    try (Pair pair = willing(handshake).connect()) {
      ask(pair, SslVerify.PEER);
      assertThat(pair.server().peerCertificates()).isEmpty();
      Handshake.exchange(pair, 100);
    }
  }

  @FourWays
  void keysChangeWhileTheAnswerIsAwaited(Handshake handshake) throws SslException {
    try (Pair pair = willing(handshake).clientShows(Identities.CLIENT).connect()) {
      request(pair, SslVerify.REQUIRED);
      pair.updateKeys(pair.server(), true);
      pair.updateKeys(pair.client(), true);
      untilAnswered(pair);
      assertThat(pair.server().peerCertificates()).isNotEmpty();
      Handshake.exchange(pair, 100);
    }
  }

  @FourWays
  void dataGoesOnBeforeTheAnswerHasCome(Handshake handshake) throws SslException {
    try (Pair pair = willing(handshake).clientShows(Identities.CLIENT).connect()) {
      request(pair, SslVerify.REQUIRED);
      byte[] said = {1, 2, 3};
      // The client has not read the request: what it says does not wait for that.
      assertThat(pair.transfer(pair.client(), pair.server(), said)).isEqualTo(said);
      assertThat(pair.server().isCertificateAwaited()).isTrue();
      untilAnswered(pair);
      assertThat(pair.server().peerCertificates()).isNotEmpty();
    }
  }

  @FourWays
  void aRetriedHandshakeIsBoundToo(Handshake handshake) throws SslException {
    willing(handshake).clientShows(Identities.CLIENT).server(b -> b.groups("P-256"));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().wasHelloRetried()).isTrue();
      ask(pair, SslVerify.REQUIRED);
      assertThat(pair.server().peerCertificates()).isNotEmpty();
    }
  }

  @FourWays
  void aServerMayWaitWithItsQuestion(Handshake handshake) throws SslException {
    willing(handshake)
        .clientShows(Identities.CLIENT)
        .server(b -> b.verify(SslVerify.REQUIRED).clientRequests(true, false));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().isCertificateRequested()).isFalse();
      ask(pair, SslVerify.REQUIRED);
      assertThat(pair.server().peerCertificates()).isNotEmpty();
    }
  }

  @FourWays
  void beforeTls13AnotherHandshakeAsks(Handshake handshake) throws SslException {
    willing(handshake)
        .clientShows(Identities.CLIENT)
        .both(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.server().peerCertificates()).isEmpty();
      request(pair, SslVerify.REQUIRED);
      for (int calls = 0; pair.server().isRenegotiationPending(); calls++) {
        assertThat(calls).isLessThan(1000);
        Handshake.exchange(pair, 100);
      }
      assertThat(pair.server().peerCertificates().get(0)).isEqualTo(Identities.CLIENT.leaf());
    }
  }

  @Test
  void whoDeclinesWhatIsRequiredIsSentAway() throws SslException {
    try (Pair pair = pair(List.of(), SslVerify.REQUIRED)) {
      request(pair, SslVerify.REQUIRED);
      failsWith(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE, () -> untilAnswered(pair));
      failsWith(
          SslReason.TLSV13_ALERT_CERTIFICATE_REQUIRED,
          () -> pair.client().read(ByteBuffer.allocate(1)));
    }
  }

  @Test
  void aStrangersCertificateEndsTheConnection() throws SslException {
    Credential stranger = Identities.STRANGER.client(KeyType.P256, "stranger").credential();
    try (Pair pair = pair(List.of(stranger), SslVerify.PEER)) {
      request(pair, SslVerify.PEER);
      failsWith(SslReason.CERTIFICATE_VERIFY_FAILED, () -> untilAnswered(pair));
    }
  }

  @Test
  void aClientThatDidNotOfferItIsNotAsked() throws SslException {
    SslContext client = Identities.client().build();
    try (Pair pair = Pair.of(client, asking(SslVerify.PEER)).connect()) {
      refuses(SslReason.EXTENSION_NOT_RECEIVED, pair.server());
      Handshake.exchange(pair, 100);
    }
  }

  @Test
  void aServerAsksOneQuestionAtATime() throws SslException {
    try (Pair pair = pair(List.of(Identities.CLIENT), SslVerify.PEER)) {
      request(pair, SslVerify.PEER);
      refuses(SslReason.REQUEST_SENT, pair.server());
      untilAnswered(pair);
      ask(pair, SslVerify.PEER);
    }
  }

  @Test
  void aClientAsksNobody() throws SslException {
    try (Pair pair = pair(List.of(), SslVerify.PEER)) {
      refuses(SslReason.NOT_SERVER, pair.client());
    }
  }

  @Test
  void beforeTheHandshakeIsOverNobodyIsAsked() {
    Pair pair = Pair.of(client(List.of()), asking(SslVerify.PEER));
    refuses(SslReason.STILL_IN_INIT, pair.server());
  }

  @Test
  void behindItsOwnGoodbyeAServerDoesNotAsk() throws SslException {
    try (Pair pair = pair(List.of(), SslVerify.PEER)) {
      SslStatus ignored = pair.server().shutdownOutput();
      refuses(SslReason.PROTOCOL_IS_SHUTDOWN, pair.server());
    }
  }

  @Test
  void aServerThatWantsNoCertificateAsksForNone() throws SslException {
    try (Pair pair = pair(List.of(), SslVerify.PEER)) {
      failsWith(
          SslReason.INVALID_CONFIG, () -> pair.server().requestClientCertificate(SslVerify.NONE));
      assertThat(pair.server().isEstablished()).isTrue();
      ask(pair, SslVerify.PEER);
    }
  }

  @Test
  void whoAsksOnceAsksOnce() throws SslException {
    SslContext server = asking(SslVerify.PEER).toBuilder().clientRequests(false, true).build();
    try (Pair pair = Pair.of(client(List.of(Identities.CLIENT)), server).connect()) {
      refuses(SslReason.INVALID_CONFIG, pair.server());
      assertThat(pair.server().peerCertificates()).isNotEmpty();
    }
  }

  @Test
  void aClientSaysWhichCertificateItWillShowWhileItGoesOnReading() throws SslException {
    List<String> asked = new ArrayList<>();
    SslContext client =
        Identities.client()
            .postHandshakeAuth(true)
            .credentialChooser(
                wanted -> {
                  asked.add("credential");
                  return asked.size() < 3
                      ? SslReply.later()
                      : SslReply.now(Optional.of(Identities.CLIENT));
                })
            .build();
    try (Pair pair = Pair.of(client, asking(SslVerify.NONE)).connect()) {
      request(pair, SslVerify.REQUIRED);
      ByteBuffer target = ByteBuffer.allocate(10);
      assertThat(pair.client().read(target)).isEqualTo(SslStatus.WANT_CREDENTIAL);
      assertThat(pair.client().write(ByteBuffer.wrap(new byte[1])))
          .isEqualTo(SslStatus.WANT_CREDENTIAL);
      assertThat(pair.client().read(target)).isEqualTo(SslStatus.WANT_READ);
      untilAnswered(pair);
      assertThat(pair.server().peerCertificates()).isNotEmpty();
      assertThat(asked).hasSize(3);
    }
  }

  @Test
  void aTicketAmidTheAnswerKnowsNothingThatIsNotProved() throws SslException {
    Visits visits = new Visits(new Handshake(Conduct.PLAIN));
    AtomicBoolean judged = new AtomicBoolean();
    SslContext server =
        visits.server(
            b ->
                b.trust(Identities.AUTHORITY.trust())
                    .peerVerifier(
                        (chain, verdict) ->
                            judged.get() ? SslReply.now(verdict.result()) : SslReply.later()));
    SslContext.Builder client =
        visits.client().postHandshakeAuth(true).credential(Identities.CLIENT);
    try (Pair pair = visits.connect(client, server)) {
      request(pair, SslVerify.REQUIRED);
      ByteBuffer target = ByteBuffer.allocate(10);
      assertThat(pair.client().read(target)).isEqualTo(SslStatus.WANT_READ);
      assertThat(pair.server().read(target)).isEqualTo(SslStatus.WANT_VERIFY);
      assertThat(pair.server().peerCertificates()).isEmpty();
      assertThat(pair.server().sendTicket()).isEqualTo(SslStatus.DONE);
      assertThat(pair.client().read(target)).isEqualTo(SslStatus.WANT_READ);
      assertThat(knownAs(visits, server)).isEmpty();

      judged.set(true);
      untilAnswered(pair);
      assertThat(pair.server().sendTicket()).isEqualTo(SslStatus.DONE);
      assertThat(pair.client().read(target)).isEqualTo(SslStatus.WANT_READ);
      assertThat(knownAs(visits, server)).isNotEmpty();
    }
  }

  /** Whom a server takes a client for that comes back with its last ticket. */
  private static List<PeerCertificate> knownAs(Visits visits, SslContext server)
      throws SslException {
    try (Pair pair = visits.pair(visits.returning(), server).connect()) {
      assertThat(pair.server().isResumed()).isTrue();
      return pair.server().peerCertificates();
    }
  }

  private static Handshake willing(Handshake handshake) {
    return handshake
        .client(b -> b.postHandshakeAuth(true))
        .server(b -> b.trust(Identities.AUTHORITY.trust()));
  }

  private static SslContext client(List<Credential> shown) {
    SslContext.Builder client = Identities.client().postHandshakeAuth(true);
    shown.forEach(client::credential);
    return client.build();
  }

  private static SslContext asking(SslVerify verify) {
    return Identities.server().trust(Identities.AUTHORITY.trust()).verify(verify).build();
  }

  private static Pair pair(List<Credential> shown, SslVerify later) throws SslException {
    assertThat(later).isNotEqualTo(SslVerify.NONE);
    return Pair.of(client(shown), asking(SslVerify.NONE)).connect();
  }

  static void ask(Pair pair, SslVerify mode) throws SslException {
    request(pair, mode);
    untilAnswered(pair);
  }

  private static void request(Pair pair, SslVerify mode) throws SslException {
    for (int calls = 0; pair.server().requestClientCertificate(mode) != SslStatus.DONE; calls++) {
      assertThat(calls).isLessThan(100_000);
    }
  }

  private static void untilAnswered(Pair pair) throws SslException {
    assertThat(pair.server().isCertificateAwaited()).isTrue();
    byte[] content = {1};
    for (int calls = 0; pair.server().isCertificateAwaited(); calls++) {
      assertThat(calls).isLessThan(1000);
      pair.transfer(pair.server(), pair.client(), content);
      pair.transfer(pair.client(), pair.server(), content);
    }
  }

  private interface Deed {
    void run() throws SslException;
  }

  private static void refuses(SslReason reason, Ssl ssl) {
    failsWith(reason, () -> ssl.requestClientCertificate(SslVerify.PEER));
  }

  private static void failsWith(SslReason reason, Deed call) {
    assertThatExceptionOfType(SslException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.reason()).contains(reason));
  }
}
