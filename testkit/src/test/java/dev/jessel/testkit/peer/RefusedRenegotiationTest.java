// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static dev.jessel.testkit.peer.Move.CLIENT_HELLO;
import static dev.jessel.testkit.peer.Renegotiating.DATA;
import static dev.jessel.testkit.peer.Renegotiating.connected;
import static dev.jessel.testkit.peer.Renegotiating.letting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.ApplicationProtocols;
import dev.jessel.wire.message.ClientHello;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A server of TLS 1.2 that will not have another handshake, and what comes of it. */
class RefusedRenegotiationTest {
  private static final Outcome.SeenAlert NO =
      new Outcome.SeenAlert(
          Epoch.APPLICATION, Conversation.WARNING, AlertDescription.NO_RENEGOTIATION);

  @Test
  void aClientThatWasNotAskedIsRefusedAndTheConnectionLivesOn() {
    refused(client(ECDHE_ECDSA), serverOf(ECDHE_ECDSA));
  }

  @Test
  void aServerThatForbidsItRefusesWhateverElseItAllows() {
    refused(client(ECDHE_ECDSA), letting(ECDHE_ECDSA).options(SslOption.NO_RENEGOTIATION));
  }

  @Test
  void aClientThatDoesNotKnowRfc5746IsRefusedUnlessThatIsAllowed() {
    refused(unsafe(), letting(ECDHE_ECDSA));
    connected(
        unsafe()
            .renegotiate(unsafe().established(Renegotiating::sayData))
            .against(letting(ECDHE_ECDSA).options(SslOption.ALLOW_UNSAFE_LEGACY_RENEGOTIATION)));
  }

  /** RFC 5746 3.7: who did not know it in the first handshake does not know it now. */
  @Test
  void aClientThatRemembersRfc5746TooLateIsRefused() {
    Renegotiating.failedFor(
        unsafe().renegotiate(client(ECDHE_ECDSA)),
        letting(ECDHE_ECDSA).options(SslOption.ALLOW_UNSAFE_LEGACY_RENEGOTIATION),
        SslReason.RENEGOTIATION_MISMATCH);
  }

  /** RFC 5746 3.6: the signal serves as well as the extension. */
  @Test
  void aClientThatSignalledItInTheFirstHandshakeRenegotiates() {
    ScriptedClient12 signals =
        unsafe()
            .change(
                CLIENT_HELLO,
                ClientHello.class,
                h ->
                    Rewritten.suites(
                        h, ECDHE_ECDSA, CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV));
    connected(
        signals
            .renegotiate(client(ECDHE_ECDSA).established(Renegotiating::sayData))
            .against(letting(ECDHE_ECDSA)));
  }

  @Test
  void aClientThatWasAskedIsLet() {
    connected(
        client(ECDHE_ECDSA)
            .established(talk -> talk.victimRenegotiates(false))
            .renegotiate(client(ECDHE_ECDSA).established(Renegotiating::sayData))
            .against(serverOf(ECDHE_ECDSA)));
  }

  @Test
  void askedOnceAClientIsLetOnce() {
    Outcome outcome =
        client(ECDHE_ECDSA)
            .established(talk -> talk.victimRenegotiates(false))
            .renegotiate(
                client(ECDHE_ECDSA).established(hello()).established(Renegotiating::sayData))
            .against(serverOf(ECDHE_ECDSA));
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.alertsSeen()).containsExactly(NO);
    assertThat(outcome.delivered()).isEqualTo(DATA);
  }

  @Test
  void thereIsAnEndToAsking() {
    int most = RecordLimits.MAX_RENEGOTIATIONS;
    Outcome few = client(ECDHE_ECDSA).established(hellos(most)).against(serverOf(ECDHE_ECDSA));
    assertThat(few.reason()).isEmpty();
    Outcome many = client(ECDHE_ECDSA).established(hellos(most + 1)).against(serverOf(ECDHE_ECDSA));
    assertThat(many.reason()).contains(SslReason.NO_RENEGOTIATION);
    assertThat(many.alertsSent()).endsWith(AlertDescription.HANDSHAKE_FAILURE);
    Outcome talkative =
        client(ECDHE_ECDSA)
            .established(hellos(most))
            .established(Renegotiating::sayData)
            .established(hellos(most))
            .against(serverOf(ECDHE_ECDSA));
    assertThat(talkative.reason()).isEmpty();
    assertThat(talkative.delivered()).isEqualTo(DATA);
  }

  @Test
  void thereIsAnEndToRenegotiatingWithoutData() {
    assertThat(rounds(RecordLimits.MAX_RENEGOTIATIONS).reason()).isEmpty();
    assertThat(rounds(RecordLimits.MAX_RENEGOTIATIONS + 1).reason())
        .contains(SslReason.NO_RENEGOTIATION);
  }

  private static Outcome rounds(int count) {
    ScriptedClient12 script = client(ECDHE_ECDSA);
    for (int i = 0; i < count; i++) {
      script = client(ECDHE_ECDSA).renegotiate(script);
    }
    return script.against(letting(ECDHE_ECDSA));
  }

  /** As libssl: who has said goodbye takes part in no other handshake. */
  @Test
  void whoHasSaidGoodbyeHearsNoHello() {
    Outcome outcome =
        client(ECDHE_ECDSA)
            .established(Conversation::victimSaysGoodbye)
            .established(hello())
            .established(Renegotiating::sayData)
            .against(letting(ECDHE_ECDSA));
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.states()).endsWith("Established");
    assertThat(outcome.delivered()).isEqualTo(DATA);
    assertThat(outcome.alertsSent()).containsExactly(AlertDescription.CLOSE_NOTIFY);
  }

  @Test
  void behindThePeersGoodbyeNothingIsHeard() {
    Outcome outcome =
        client(ECDHE_ECDSA)
            .established(Conversation::closeNotify)
            .established(hello())
            .against(letting(ECDHE_ECDSA));
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.ended()).isTrue();
    assertThat(outcome.states()).endsWith("Established");
  }

  private static void refused(ScriptedClient12 client, SslContext.Builder server) {
    Outcome outcome =
        client.established(hello()).established(Renegotiating::sayData).against(server);
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.alertsSeen()).containsExactly(NO);
    assertThat(outcome.states()).endsWith("Established");
    assertThat(outcome.delivered()).isEqualTo(DATA);
  }

  @Test
  void whatIsSpokenIsSettledOnceForAServer() {
    Outcome outcome =
        offering("h2")
            .renegotiate(offering("h3").established(Renegotiating::sayData))
            .against(letting(ECDHE_ECDSA).alpn("h3", "h2"));
    assertThat(connected(outcome).ssl().applicationProtocol()).contains("h2");
  }

  private static ScriptedClient12 offering(String protocol) {
    Bytes name = Bytes.of(protocol.getBytes(StandardCharsets.US_ASCII));
    return client(ECDHE_ECDSA)
        .extensions(CLIENT_HELLO, e -> e.with(new ApplicationProtocols(List.of(name))));
  }

  private static ScriptedClient12 unsafe() {
    return client(ECDHE_ECDSA)
        .extensions(CLIENT_HELLO, e -> e.without(ExtensionType.RENEGOTIATION_INFO));
  }

  private static Consumer<Conversation> hello() {
    return hellos(1);
  }

  /** A warning is sealed before the next message is heard: each is answered. */
  private static Consumer<Conversation> hellos(int count) {
    return talk ->
        Collections.nCopies(count, talk.said(ClientHello.class))
            .forEach(
                said -> {
                  talk.slipIn(said);
                  talk.victimReads();
                });
  }
}
