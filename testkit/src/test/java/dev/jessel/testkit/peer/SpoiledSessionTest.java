// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.ECDHE_ECDSA;
import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.error.AlertDescription;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.ClientHello;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** RFC 5246 7.2.2: which ends of a connection are the end of its session. */
class SpoiledSessionTest {
  private static final Map<String, Consumer<Conversation>> SPOIL = spoil();
  private static final Map<String, Consumer<Conversation>> LEAVE = leave();

  @TestFactory
  Stream<DynamicTest> aServerDoesNotResumeWhatAFatalAlertEnded() {
    return each(
        SPOIL,
        // A ticket holds its session: who gave it remembers nothing that could be forgotten.
        ticket -> end -> assertThat(isResumedByServer(ticket, end)).isEqualTo(ticket));
  }

  @TestFactory
  Stream<DynamicTest> aServerResumesWhatEndedOtherwise() {
    return each(LEAVE, ticket -> end -> assertThat(isResumedByServer(ticket, end)).isTrue());
  }

  @TestFactory
  Stream<DynamicTest> aClientDoesNotOfferWhatAFatalAlertEnded() {
    return each(SPOIL, ticket -> end -> assertThat(isOfferedByClient(ticket, end)).isFalse());
  }

  @TestFactory
  Stream<DynamicTest> aClientOffersWhatEndedOtherwise() {
    return each(LEAVE, ticket -> end -> assertThat(isOfferedByClient(ticket, end)).isTrue());
  }

  /** The store is the application's: it may not know, but its session does. */
  @Test
  void aSessionThatTheApplicationKeptIsNotResumedEither() {
    ScriptedClient12 first = client(ECDHE_ECDSA).established(SpoiledSessionTest::fatal);
    Outcome made = first.against(serverOf(ECDHE_ECDSA));
    Optional<SslSession> kept = made.ssl().session();
    assertThat(kept.orElseThrow().isResumable()).isFalse();
    Outcome again =
        client(ECDHE_ECDSA)
            .resume(first.remembered())
            .against(serverOf(ECDHE_ECDSA).sessionFinder(name -> SslReply.now(kept)));
    assertThat(again.states()).doesNotContain("ResumeSession12");
  }

  /** One connection of many that share a session spoils it for all that are still to come. */
  @Test
  void aConnectionThatResumedASessionSpoilsItToo() {
    SslContext.Builder victim = serverOf(ECDHE_ECDSA);
    ScriptedClient12 first = client(ECDHE_ECDSA);
    Verdicts.connected(first.against(victim));
    Outcome second =
        client(ECDHE_ECDSA)
            .resume(first.remembered())
            .established(SpoiledSessionTest::fatal)
            .against(victim);
    assertThat(second.states()).contains("ResumeSession12");
    Outcome third = client(ECDHE_ECDSA).resume(first.remembered()).against(victim);
    assertThat(third.states()).doesNotContain("ResumeSession12");
  }

  @Test
  void aSessionThatCameBackUnderAnotherTicketIsTheSame() {
    ScriptedServer12 first = server(ECDHE_ECDSA).ticket(Bytes.of((byte) 1));
    SslContext.Builder victim = clientOf(ECDHE_ECDSA);
    Optional<SslSession> session = first.against(victim).ssl().session();
    Outcome second =
        server(ECDHE_ECDSA)
            .resume(first.remembered())
            .established(SpoiledSessionTest::fatal)
            .against(victim.session(session));
    assertThat(second.ssl().isResumed()).isTrue();
    assertThat(session.orElseThrow().isResumable()).isFalse();
  }

  private static boolean isResumedByServer(boolean ticket, Consumer<Conversation> end) {
    SslContext.Builder victim = serverOf(ECDHE_ECDSA);
    ScriptedClient12 first = client(ECDHE_ECDSA).established(end);
    Outcome made = (ticket ? first.wantTicket() : first).against(victim);
    assertThat(made.established()).isTrue();
    Outcome again = client(ECDHE_ECDSA).resume(first.remembered()).against(victim);
    return again.states().contains("ResumeSession12");
  }

  private static boolean isOfferedByClient(boolean ticket, Consumer<Conversation> end) {
    SslContext.Builder victim = clientOf(ECDHE_ECDSA);
    ScriptedServer12 first = server(ECDHE_ECDSA).established(end);
    Outcome made = (ticket ? first.ticket(Bytes.of((byte) 1)) : first).against(victim);
    assertThat(made.established()).isTrue();
    Optional<SslSession> session = made.ssl().session();
    boolean[] offered = new boolean[1];
    server(ECDHE_ECDSA)
        .stopAfter(Move.AWAIT_HELLO)
        .after(Move.AWAIT_HELLO, talk -> offered[0] = offers(talk, first.remembered()))
        .against(victim.session(session));
    assertThat(session.orElseThrow().isResumable()).isEqualTo(offered[0]);
    return offered[0];
  }

  private static boolean offers(Conversation talk, Remembered session) {
    ClientHello hello = talk.heard(ClientHello.class);
    return session.ticket().isEmpty()
        ? hello.sessionId().equals(session.id())
        : hello
            .extensions()
            .find(SessionTicket.class)
            .orElseThrow()
            .ticket()
            .equals(session.ticket());
  }

  private static Map<String, Consumer<Conversation>> spoil() {
    Map<String, Consumer<Conversation>> all = new LinkedHashMap<>();
    all.put("a fatal alert of the peer", SpoiledSessionTest::fatal);
    all.put("a fatal alert of ours", talk -> talk.record(Epoch.PLAIN, dataType(), one()));
    return all;
  }

  private static Map<String, Consumer<Conversation>> leave() {
    Map<String, Consumer<Conversation>> all = new LinkedHashMap<>();
    all.put("a goodbye", Conversation::closeNotify);
    all.put("the end of the transport", Conversation::hangUp);
    all.put("a warning", talk -> talk.alert(Conversation.WARNING, AlertDescription.USER_CANCELED));
    return all;
  }

  private static void fatal(Conversation talk) {
    talk.alert(Conversation.FATAL, AlertDescription.INTERNAL_ERROR);
    talk.victimReads();
  }

  private static ContentType dataType() {
    return ContentType.APPLICATION_DATA;
  }

  private static Bytes one() {
    return Bytes.of((byte) 1);
  }

  private interface Check {
    Consumer<Consumer<Conversation>> with(boolean ticket);
  }

  private static Stream<DynamicTest> each(Map<String, Consumer<Conversation>> ends, Check check) {
    return ends.entrySet().stream()
        .flatMap(
            end ->
                Stream.of(true, false)
                    .map(
                        ticket ->
                            DynamicTest.dynamicTest(
                                end.getKey() + (ticket ? ", with a ticket" : ", with an id"),
                                () -> check.with(ticket).accept(end.getValue()))));
  }
}
