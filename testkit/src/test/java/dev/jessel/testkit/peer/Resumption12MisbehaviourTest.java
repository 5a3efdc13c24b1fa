// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA_CBC;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static dev.jessel.testkit.peer.Move.CERTIFICATE;
import static dev.jessel.testkit.peer.Move.CHANGE_CIPHER_SPEC;
import static dev.jessel.testkit.peer.Move.CLIENT_HELLO;
import static dev.jessel.testkit.peer.Move.FINISHED;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.error.SslReason;
import dev.jessel.session.Session;
import dev.jessel.testkit.TestClock;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.ServerNameList;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ClientKeyExchange;
import dev.jessel.wire.message.NewSessionTicket12;
import dev.jessel.wire.message.ServerHello;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Lies about sessions of TLS 1.2 and their tickets (RFC 5246 7.3, RFC 5077 3, RFC 7627 5.3). */
class Resumption12MisbehaviourTest {
  private static final Bytes TICKET = Bytes.of((byte) 7, (byte) 8, (byte) 9);

  // ---- A server's

  @TestFactory
  Stream<DynamicTest> ofServers() {
    return Stream.of(
        lie(
            "RFC 5246 7.4.1.3",
            "another suite than the session's, which was offered",
            s -> s,
            made -> server(ECDHE_ECDSA_CBC).resume(made),
            SslReason.OLD_SESSION_CIPHER_NOT_RETURNED),
        lie(
            "RFC 5246 7.4.1.3",
            "another version than the session's",
            s -> s,
            made ->
                server(ECDHE_ECDSA)
                    .resume(made)
                    .change(SERVER_HELLO, ServerHello.class, h -> Rewritten.version(h, 0x0302)),
            SslReason.UNSUPPORTED_PROTOCOL),
        lie(
            "RFC 7627 5.3",
            "extended_master_secret falls away",
            s -> s,
            made -> server(ECDHE_ECDSA).resume(made).withoutExtendedMainSecret(),
            SslReason.INCONSISTENT_EXTMS),
        lie(
            "RFC 7627 5.3",
            "extended_master_secret appears",
            ScriptedServer12::withoutExtendedMainSecret,
            made -> server(ECDHE_ECDSA).resume(made),
            SslReason.INCONSISTENT_EXTMS),
        lie(
            "RFC 5746 3.4",
            "renegotiation_info falls away",
            s -> s,
            made ->
                server(ECDHE_ECDSA)
                    .resume(made)
                    .extensions(SERVER_HELLO, e -> e.without(ExtensionType.RENEGOTIATION_INFO)),
            SslReason.UNSAFE_LEGACY_RENEGOTIATION_DISABLED),
        lie(
            "RFC 5246 7.4.9",
            "another secret than the session's",
            s -> s,
            made -> server(ECDHE_ECDSA).resume(made).wrongKeys(),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        lie(
            "RFC 5246 7.4.9",
            "a wrong Finished",
            s -> s,
            made ->
                server(ECDHE_ECDSA).resume(made).encoded(FINISHED, b -> Rewritten.flipped(b, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        lie(
            "RFC 5246 7.3",
            "the session's id, and a full handshake",
            s -> s,
            made ->
                server(ECDHE_ECDSA)
                    .change(
                        SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, made.id())),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        lie(
            "RFC 5246 7.3",
            "another id, and no full handshake",
            s -> s,
            made ->
                server(ECDHE_ECDSA)
                    .resume(made)
                    .change(
                        SERVER_HELLO,
                        ServerHello.class,
                        h -> Rewritten.sessionId(h, Rewritten.flipped(h.sessionId(), 0))),
            SslReason.CCS_RECEIVED_EARLY),
        lie(
            "RFC 5246 7.3",
            "no id, and no full handshake",
            s -> s,
            made ->
                server(ECDHE_ECDSA)
                    .resume(made)
                    .change(
                        SERVER_HELLO, ServerHello.class, h -> Rewritten.sessionId(h, Bytes.EMPTY)),
            SslReason.CCS_RECEIVED_EARLY),
        lie(
            "RFC 5077 3.3",
            "a ticket that was not promised",
            s -> s,
            made ->
                server(ECDHE_ECDSA)
                    .resume(made)
                    .before(
                        CHANGE_CIPHER_SPEC, talk -> talk.say(new NewSessionTicket12(1, TICKET))),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        lie(
            "RFC 5077 3.3",
            "no ticket although it was promised",
            s -> s,
            made ->
                server(ECDHE_ECDSA)
                    .resume(made)
                    .extensions(SERVER_HELLO, e -> e.with(SessionTicket.NONE)),
            SslReason.CCS_RECEIVED_EARLY));
  }

  /** The client has a session of an earlier, honest handshake. */
  private static DynamicTest lie(
      String section,
      String deed,
      UnaryOperator<ScriptedServer12> first,
      Function<Remembered, ScriptedServer12> second,
      SslReason reason) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () -> {
          ScriptedServer12 maker = first.apply(server(ECDHE_ECDSA));
          SslContext.Builder victim = clientOf(ECDHE_ECDSA, ECDHE_ECDSA_CBC);
          Outcome made = maker.against(victim);
          Verdicts.connected(made);
          Verdicts.failedFor(
              second.apply(maker.remembered()).against(victim.session(made.ssl().session())),
              reason);
        });
  }

  @TestFactory
  Stream<DynamicTest> tickets() {
    return Stream.of(
        ticket("before the certificate", CERTIFICATE, SslReason.UNEXPECTED_MESSAGE),
        ticket("behind change_cipher_spec", FINISHED, SslReason.UNEXPECTED_MESSAGE),
        Misdeeds12.server(
            "RFC 5077 3.3",
            "a ticket behind the handshake",
            ECDHE_ECDSA,
            s -> s.established(talk -> talk.slipIn(new NewSessionTicket12(1, TICKET))),
            SslReason.UNEXPECTED_MESSAGE),
        badTicket("nothing", b -> Rewritten.message(4, Bytes.EMPTY)),
        badTicket("no length of the ticket", b -> Rewritten.shorter(b, TICKET.length() + 1)),
        badTicket("a cut ticket", b -> Rewritten.shorter(b, 1)),
        badTicket("bytes behind the ticket", b -> Rewritten.longer(b, TICKET)));
  }

  private static DynamicTest ticket(String deed, Move before, SslReason reason) {
    return Misdeeds12.server(
        "RFC 5077 3.3",
        "a promised ticket " + deed,
        ECDHE_ECDSA,
        s ->
            s.extensions(SERVER_HELLO, e -> e.with(SessionTicket.NONE))
                .before(before, talk -> talk.say(new NewSessionTicket12(1, TICKET)))
                .ticket(TICKET),
        reason);
  }

  private static DynamicTest badTicket(String deed, UnaryOperator<Bytes> bend) {
    return Misdeeds12.server(
        "RFC 5077 3.3",
        deed,
        ECDHE_ECDSA,
        s -> s.ticket(TICKET).encoded(Move.NEW_SESSION_TICKET, bend),
        SslReason.LENGTH_MISMATCH);
  }

  @Test
  void anEmptyTicketIsNone() {
    Outcome outcome = server(ECDHE_ECDSA).ticket(Bytes.EMPTY).against(clientOf(ECDHE_ECDSA));
    Verdicts.connected(outcome);
    assertThat(outcome.sessions()).isZero();
    assertThat(outcome.ssl().session()).isEmpty();
  }

  @Test
  void aTicketForEverIsGoodForAWeek() {
    Outcome outcome =
        server(ECDHE_ECDSA)
            .ticket(TICKET)
            .change(
                Move.NEW_SESSION_TICKET,
                NewSessionTicket12.class,
                t -> new NewSessionTicket12(0xFFFF_FFFFL, t.ticket()))
            .against(clientOf(ECDHE_ECDSA));
    Verdicts.connected(outcome);
    assertThat(outcome.ssl().session().orElseThrow().lifetimeSeconds())
        .isEqualTo(Session.MAX_LIFETIME_SECONDS);
  }

  // ---- A client's

  @TestFactory
  Stream<DynamicTest> sessionsThatAreNotResumed() {
    return Stream.of(true, false)
        .flatMap(
            ticket ->
                Stream.of(
                    full(
                        "RFC 5246 7.4.1.2",
                        "whose suite is not offered",
                        ticket,
                        c ->
                            c.change(
                                CLIENT_HELLO,
                                ClientHello.class,
                                h -> Rewritten.suites(h, ECDHE_ECDSA_CBC))),
                    full(
                        "RFC 6066 3",
                        "of another name",
                        ticket,
                        c ->
                            c.extensions(
                                CLIENT_HELLO, e -> e.with(new ServerNameList("elsewhere.test")))),
                    full("RFC 5246 7.4.1.2", "that nobody knows", ticket, c -> named(c, 0)),
                    full("RFC 5246 7.4.1.2", "with a wrong last byte", ticket, c -> named(c, -1)),
                    full("RFC 5246 7.4.1.2", "with a shorter name", ticket, c -> shorter(c))));
  }

  private static DynamicTest full(
      String section, String which, boolean ticket, UnaryOperator<ScriptedClient12> bend) {
    return DynamicTest.dynamicTest(
        section + " one " + which + (ticket ? ", by its ticket" : ", by its id"),
        () -> {
          SslContext.Builder victim = serverOf(ECDHE_ECDSA, ECDHE_ECDSA_CBC);
          Outcome outcome = returned(victim, victim, ticket, c -> c, bend);
          assertThat(outcome.states()).doesNotContain("ResumeSession12");
          assertThat(outcome.states()).contains("ExpectClientKeyExchange");
        });
  }

  @Test
  void aSessionOfOtherSettingsIsNotKnown() {
    for (boolean ticket : new boolean[] {true, false}) {
      Outcome outcome =
          returned(serverOf(ECDHE_ECDSA), serverOf(ECDHE_ECDSA), ticket, c -> c, c -> c);
      assertThat(outcome.states()).doesNotContain("ResumeSession12");
      SslContext.Builder same = serverOf(ECDHE_ECDSA);
      assertThat(returned(same, same, ticket, c -> c, c -> c).states()).contains("ResumeSession12");
    }
  }

  @Test
  void aSessionEndsWithItsTime() {
    for (boolean ticket : new boolean[] {true, false}) {
      TestClock clock = TestClock.stopped();
      SslContext.Builder victim = serverOf(ECDHE_ECDSA).clock(clock);
      ScriptedClient12 first = first(ticket);
      Verdicts.connected(first.against(victim));
      // A ticket knows whole seconds alone.
      clock.advance(Duration.ofSeconds(Session.DEFAULT_LIFETIME_SECONDS - 1));
      assertThat(again(first).against(victim).states()).contains("ResumeSession12");
      clock.advance(Duration.ofSeconds(2));
      assertThat(again(first).against(victim).states()).doesNotContain("ResumeSession12");
    }
  }

  /** RFC 5077 3.4: beside a ticket the id means nothing. */
  @Test
  void anIdBesideAWrongTicketNamesNothing() {
    SslContext.Builder victim = serverOf(ECDHE_ECDSA);
    ScriptedClient12 first = first(false);
    Verdicts.connected(first.against(victim));
    Outcome outcome =
        again(first)
            .extensions(CLIENT_HELLO, e -> e.with(new SessionTicket(TICKET)))
            .against(victim);
    assertThat(outcome.states()).doesNotContain("ResumeSession12");
  }

  @Test
  void aTicketCountsForNothingWhereThereAreNone() {
    SslContext.Builder victim = serverOf(ECDHE_ECDSA);
    ScriptedClient12 first = first(true);
    Verdicts.connected(first.against(victim));
    Outcome outcome = again(first).against(victim.options(SslOption.NO_TICKET));
    assertThat(outcome.states()).doesNotContain("ResumeSession12");
  }

  @TestFactory
  Stream<DynamicTest> ofClients() {
    return Stream.of(
        clientLie(
            "RFC 7627 5.3",
            "extended_master_secret falls away",
            ScriptedClient12::withoutExtendedMainSecret,
            SslReason.INCONSISTENT_EXTMS),
        clientLie(
            "RFC 5246 7.4.9",
            "another secret than the session's",
            c -> c.wrongKeys().skip(Move.AWAIT_FINISHED),
            SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC),
        clientLie(
            "RFC 5246 7.4.9",
            "a wrong Finished",
            c -> c.encoded(FINISHED, b -> Rewritten.flipped(b, -1)),
            SslReason.DIGEST_CHECK_FAILED),
        clientLie(
            "RFC 5246 7.3",
            "no change_cipher_spec",
            c -> c.skip(CHANGE_CIPHER_SPEC).in(Epoch.PLAIN, FINISHED),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        clientLie(
            "RFC 5246 7.3",
            "a key exchange",
            c ->
                c.before(
                    CHANGE_CIPHER_SPEC,
                    talk -> talk.say(new ClientKeyExchange(Bytes.of(new byte[33])))),
            SslReason.GOT_A_FIN_BEFORE_A_CCS),
        clientLie(
            "RFC 5246 7.3",
            "data before Finished",
            c -> c.before(FINISHED, talk -> talk.data(TICKET)),
            SslReason.APP_DATA_IN_HANDSHAKE),
        clientLie(
            "RFC 5246 7.4.1.2",
            "compression and no word of none",
            c ->
                c.change(
                    CLIENT_HELLO,
                    ClientHello.class,
                    h -> Rewritten.compression(h, Bytes.of((byte) 1))),
            SslReason.NO_COMPRESSION_SPECIFIED));
  }

  @Test
  void aSessionIsMadeBetterByAFullHandshake() {
    SslContext.Builder victim = serverOf(ECDHE_ECDSA);
    ScriptedClient12 first = first(false).withoutExtendedMainSecret();
    Verdicts.connected(first.against(victim));
    Outcome outcome = again(first).against(victim);
    assertThat(outcome.states()).doesNotContain("ResumeSession12");
    assertThat(outcome.reason()).isEmpty();
  }

  private static DynamicTest clientLie(
      String section, String deed, UnaryOperator<ScriptedClient12> bend, SslReason reason) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () -> {
          SslContext.Builder victim = serverOf(ECDHE_ECDSA);
          Verdicts.failedFor(returned(victim, victim, false, c -> c, bend), reason);
        });
  }

  // ---- The words of the tests

  /** A client comes back to settings with what it got from others, or the same ones. */
  private static Outcome returned(
      SslContext.Builder before,
      SslContext.Builder now,
      boolean ticket,
      UnaryOperator<ScriptedClient12> firstBend,
      UnaryOperator<ScriptedClient12> bend) {
    ScriptedClient12 first = firstBend.apply(first(ticket));
    Verdicts.connected(first.against(before));
    assertThat(first.remembered().ticket().isEmpty()).isEqualTo(!ticket);
    return bend.apply(again(first)).against(now);
  }

  private static ScriptedClient12 first(boolean ticket) {
    ScriptedClient12 first = client(ECDHE_ECDSA);
    return ticket ? first.wantTicket() : first;
  }

  private static ScriptedClient12 again(ScriptedClient12 first) {
    return client(ECDHE_ECDSA).resume(first.remembered());
  }

  /** One byte of ticket or id changed. */
  private static ScriptedClient12 named(ScriptedClient12 client, int index) {
    return renamed(client, name -> Rewritten.flipped(name, index));
  }

  private static ScriptedClient12 shorter(ScriptedClient12 client) {
    return renamed(client, name -> name.slice(0, name.length() - 1));
  }

  private static ScriptedClient12 renamed(ScriptedClient12 client, UnaryOperator<Bytes> bend) {
    return client.change(
        CLIENT_HELLO,
        ClientHello.class,
        h ->
            h.extensions()
                .find(SessionTicket.class)
                .map(t -> h.withExtensions(h.extensions().with(ticket(bend, t))))
                .orElseGet(() -> Rewritten.sessionId(h, bend.apply(h.sessionId()))));
  }

  private static SessionTicket ticket(UnaryOperator<Bytes> bend, SessionTicket honest) {
    return new SessionTicket(bend.apply(honest.ticket()));
  }
}
