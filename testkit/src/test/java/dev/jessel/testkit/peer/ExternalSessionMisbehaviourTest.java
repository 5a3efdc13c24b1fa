// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.handshake.Pac;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.ClientKeyExchange;
import dev.jessel.wire.message.NewSessionTicket12;
import dev.jessel.wire.message.ServerHello;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Lies about sessions that no handshake has made (RFC 4851 5.1). */
class ExternalSessionMisbehaviourTest {
  private static final Bytes TICKET = Bytes.of((byte) 7);

  @TestFactory
  Stream<DynamicTest> ofServers() {
    return Stream.of(
        lie(
            "another secret",
            ScriptedPeer12::wrongKeys,
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        lie(
            "a wrong Finished",
            s -> s.encoded(Move.FINISHED, b -> Rewritten.flipped(b, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        lie(
            "a ticket in the place of change_cipher_spec",
            s ->
                s.extensions(Move.SERVER_HELLO, e -> e.with(SessionTicket.NONE))
                    .before(
                        Move.CHANGE_CIPHER_SPEC,
                        talk -> talk.say(new NewSessionTicket12(1, TICKET))),
            SslReason.UNEXPECTED_MESSAGE),
        lie(
            "Finished without change_cipher_spec",
            s -> s.skip(Move.CHANGE_CIPHER_SPEC),
            SslReason.UNEXPECTED_MESSAGE),
        lie(
            "a second change_cipher_spec",
            s -> s.before(Move.FINISHED, Conversation::changeCipherSpec),
            SslReason.CCS_RECEIVED_EARLY));
  }

  private static DynamicTest lie(
      String deed, UnaryOperator<ScriptedServer12> bend, SslReason reason) {
    return DynamicTest.dynamicTest(
        deed,
        () ->
            Verdicts.failedFor(
                bend.apply(server(ECDHE_ECDSA).resume(known()))
                    .against(Pac.fixed(clientOf(ECDHE_ECDSA))),
                reason));
  }

  @Test
  void theServersIdDoesNotMatter() {
    for (Bytes id : new Bytes[] {Bytes.EMPTY, Bytes.of(new byte[32])}) {
      Outcome outcome =
          server(ECDHE_ECDSA)
              .resume(known())
              .change(Move.SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, id))
              .against(Pac.fixed(clientOf(ECDHE_ECDSA)));
      Verdicts.connected(outcome);
      assertThat(outcome.states()).contains("ExpectServerFlightOrChange");
    }
  }

  @Test
  void norDoesATicketThatIsPromisedAndDoesNotCome() {
    Verdicts.connected(
        server(ECDHE_ECDSA)
            .resume(known())
            .extensions(Move.SERVER_HELLO, e -> e.with(SessionTicket.NONE))
            .against(Pac.fixed(clientOf(ECDHE_ECDSA))));
  }

  @Test
  void aServerThatResumesWhatTheClientKnowsNothingOfIsRefused() {
    Verdicts.failedFor(
        server(ECDHE_ECDSA)
            .resume(known())
            .change(Move.SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, Bytes.EMPTY))
            .against(clientOf(ECDHE_ECDSA).externalTicket(Pac.OPAQUE)),
        SslReason.CCS_RECEIVED_EARLY);
    Verdicts.failedFor(
        server(ECDHE_ECDSA)
            .resume(known())
            .change(Move.SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, Bytes.EMPTY))
            .against(Pac.fixed(clientOf(ECDHE_ECDSA)).externalTicket(Bytes.EMPTY)),
        SslReason.CCS_RECEIVED_EARLY);
  }

  @Test
  void aFullHandshakeIsOneToTheEnd() {
    Verdicts.failedFor(
        server(ECDHE_ECDSA)
            .before(Move.SERVER_KEY_EXCHANGE, Conversation::changeCipherSpec)
            .against(Pac.fixed(clientOf(ECDHE_ECDSA))),
        SslReason.CCS_RECEIVED_EARLY);
    Verdicts.failedFor(
        server(ECDHE_ECDSA)
            .against(Pac.fixed(clientOf(ECDHE_ECDSA)).trust(Identities.STRANGER.trust())),
        SslReason.CERTIFICATE_VERIFY_FAILED,
        AlertDescription.UNKNOWN_CA);
  }

  @TestFactory
  Stream<DynamicTest> ofClients() {
    return Stream.of(
        clientLie(
            "another secret",
            c -> c.wrongKeys().skip(Move.AWAIT_FINISHED),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        clientLie(
            "a wrong Finished",
            c -> c.encoded(Move.FINISHED, b -> Rewritten.flipped(b, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        clientLie(
            "a full handshake all the same",
            c ->
                c.before(
                    Move.CHANGE_CIPHER_SPEC,
                    talk -> talk.say(new ClientKeyExchange(Bytes.of(new byte[33])))),
            SslReason.GOT_A_FIN_BEFORE_A_CCS));
  }

  private static DynamicTest clientLie(
      String deed, UnaryOperator<ScriptedClient12> bend, SslReason reason) {
    return DynamicTest.dynamicTest(
        deed,
        () ->
            Verdicts.failedFor(
                bend.apply(client(ECDHE_ECDSA).resume(known()))
                    .against(Pac.fixed(serverOf(ECDHE_ECDSA))),
                reason));
  }

  @Test
  void aClientWithoutExtendedMainSecretResumesAsWell() {
    Outcome outcome =
        client(ECDHE_ECDSA)
            .resume(known())
            .withoutExtendedMainSecret()
            .against(Pac.fixed(serverOf(ECDHE_ECDSA)));
    Verdicts.connected(outcome);
    assertThat(outcome.states()).contains("FindExternalSession12", "ResumeSession12");
  }

  /** As libssl: the application may know a client by something else than its ticket. */
  @Test
  void aServerIsAskedAlsoWhereTheClientShowsNoTicket() {
    Outcome outcome =
        client(ECDHE_ECDSA).resume(known(Bytes.EMPTY)).against(Pac.fixed(serverOf(ECDHE_ECDSA)));
    Verdicts.connected(outcome);
    assertThat(outcome.states()).contains("FindExternalSession12", "ResumeSession12");
  }

  private static Remembered known() {
    return known(Pac.OPAQUE);
  }

  private static Remembered known(Bytes ticket) {
    return new Remembered(
        SuiteParameters.of(ECDHE_ECDSA).orElseThrow(), Pac.secret(), true, Bytes.EMPTY, ticket);
  }
}
