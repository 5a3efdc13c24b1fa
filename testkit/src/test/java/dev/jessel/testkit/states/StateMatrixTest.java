// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.handshake.CipherSpecState;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.testkit.peer.Conversation;
import dev.jessel.testkit.peer.Epoch;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.testkit.states.Stations.Station;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.message.HandshakeMessage;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state that takes a message, and every message: what {@code docs/state-machine.txt} does not
 * list is refused with unexpected_message.
 */
class StateMatrixTest {
  private static final Bytes ONE = Bytes.of((byte) 1);

  @Test
  void everyStateThatTakesSomethingHasAStation() {
    List<String> states =
        Stream.of(MessageState.class, CipherSpecState.class)
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .filter(state -> !state.isInterface()) // SSLv2's, which are another module's
            .map(Class::getSimpleName)
            .distinct()
            .toList();
    assertThat(
            Stream.of(Stations.ALL, OldStations.ALL)
                .flatMap(stations -> stations.keySet().stream())
                .map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(states);
  }

  @Test
  void everyTypeOfMessageHasASample() throws IllegalAccessException {
    List<HandshakeType> types = new ArrayList<>();
    for (var field : HandshakeType.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == HandshakeType.class) {
        types.add((HandshakeType) field.get(null));
      }
    }
    assertThat(MessageSamples.ALL.stream().map(HandshakeMessage::type).toList()).containsAll(types);
  }

  @TestFactory
  Stream<DynamicTest> everyStateRefusesEveryMessageThatIsNotItsOwn() throws Exception {
    return Stream.concat(
        refusals(Stations.ALL, MessageSamples.ALL), refusals(OldStations.ALL, MessageSamples.OLD));
  }

  private static Stream<DynamicTest> refusals(
      Map<Class<? extends HandshakeState>, Station> stations, List<HandshakeMessage> samples)
      throws IOException {
    StateEdges edges = StateEdges.read();
    List<DynamicTest> tests = new ArrayList<>();
    stations.forEach(
        (state, station) -> {
          for (HandshakeMessage message : samples) {
            if (!edges.takes(state.getSimpleName(), message.type().name())) {
              String name = state.getSimpleName() + " and " + message.type();
              tests.add(DynamicTest.dynamicTest(name, () -> refuses(state, station, message)));
            }
          }
        });
    return tests.stream();
  }

  private static void refuses(
      Class<? extends HandshakeState> state, Station station, HandshakeMessage message) {
    Outcome outcome = station.give(Stations.message(message.encode()));
    refused(
        state,
        outcome,
        MessageState.class.isAssignableFrom(state)
            ? SslReason.UNEXPECTED_MESSAGE
            : SslReason.GOT_A_FIN_BEFORE_A_CCS);
  }

  private static void refused(
      Class<? extends HandshakeState> state, Outcome outcome, SslReason reason) {
    assertThat(stateBefore(outcome)).isEqualTo(expected(state));
    assertThat(outcome.reason()).contains(reason);
    assertThat(outcome.alertsSent()).containsExactly(AlertDescription.UNEXPECTED_MESSAGE);
    assertThat(outcome.alertsSeen()).hasSize(1);
    assertThat(outcome.staysFailed()).isTrue();
  }

  /** Where the victim stood when it got the message; a server's first state is not told. */
  private static String stateBefore(Outcome outcome) {
    List<String> states = outcome.states();
    return states.isEmpty() ? "ExpectClientHello" : states.get(states.size() - 1);
  }

  private static String expected(Class<? extends HandshakeState> state) {
    // What waits for whatever may come is told of as Established.
    return isPost(state) ? "Established" : state.getSimpleName();
  }

  // ---- Records up to TLS 1.2

  @TestFactory
  Stream<DynamicTest> aChangeCipherSpecIsTakenInItsPlaceAlone() {
    return everyOldState(
        "change_cipher_spec",
        state -> !CipherSpecState.class.isAssignableFrom(state),
        (state, station) ->
            refused(
                state,
                station.give(talk -> talk.record(ContentType.CHANGE_CIPHER_SPEC, ONE)),
                SslReason.CCS_RECEIVED_EARLY));
  }

  @TestFactory
  Stream<DynamicTest> dataIsTakenBehindTheHandshakeAlone() {
    return everyOldState(
        "data",
        state -> !isPost(state),
        (state, station) ->
            refused(state, station.give(talk -> talk.data(ONE)), SslReason.APP_DATA_IN_HANDSHAKE));
  }

  @TestFactory
  Stream<DynamicTest> noStateTakesAHandshakeRecordWithoutContent() {
    return everyOldState(
        "an empty record",
        state -> true,
        (state, station) ->
            refused(
                state,
                station.give(talk -> talk.record(ContentType.HANDSHAKE, Bytes.EMPTY)),
                SslReason.UNEXPECTED_RECORD));
  }

  @TestFactory
  Stream<DynamicTest> noStateTakesARecordOfAnotherType() {
    return everyOldState(
        "a heartbeat",
        state -> true,
        (state, station) ->
            refused(
                state,
                station.give(talk -> talk.record(new ContentType(24), ONE)),
                SslReason.BAD_RECORD_TYPE));
  }

  @TestFactory
  Stream<DynamicTest> aFatalAlertEndsEveryStateInSilence() {
    return everyOldState(
        "handshake_failure",
        state -> true,
        (state, station) -> {
          Outcome outcome =
              station.give(
                  talk -> talk.alert(Conversation.FATAL, AlertDescription.HANDSHAKE_FAILURE));
          assertThat(stateBefore(outcome)).isEqualTo(expected(state));
          assertThat(outcome.reason()).contains(SslReason.SSLV3_ALERT_HANDSHAKE_FAILURE);
          assertThat(outcome.alertsSent()).isEmpty();
          assertThat(outcome.staysFailed()).isTrue();
        });
  }

  @TestFactory
  Stream<DynamicTest> aGoodbyeIsAnEndInEveryState() {
    return everyOldState(
        "close_notify",
        state -> true,
        (state, station) -> {
          Outcome outcome = station.give(Conversation::closeNotify);
          assertThat(stateBefore(outcome)).isEqualTo(expected(state));
          assertThat(outcome.reason())
              .isEqualTo(
                  isPost(state)
                      ? Optional.empty()
                      : Optional.of(SslReason.UNEXPECTED_EOF_WHILE_READING));
          assertThat(outcome.ended()).isEqualTo(isPost(state));
        });
  }

  private static Stream<DynamicTest> everyOldState(
      String what,
      Predicate<Class<?>> which,
      BiConsumer<Class<? extends HandshakeState>, Station> test) {
    return OldStations.ALL.entrySet().stream()
        .filter(one -> which.test(one.getKey()))
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey().getSimpleName() + " and " + what,
                    () -> test.accept(one.getKey(), one.getValue())));
  }

  private static boolean isPost(Class<?> state) {
    return state.getSimpleName().matches(".*PostHandshake(12)?");
  }

  // ---- Edges that two good ends do not take

  @TestFactory
  Stream<DynamicTest> whatIsPassedOverChangesNothing() throws Exception {
    return others(
        "..",
        edge -> {
          Outcome outcome = give(edge);
          assertThat(stateBefore(outcome)).isEqualTo(edge.state());
          assertThat(outcome.reason()).isEmpty();
          assertThat(outcome.alertsSent()).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> whatIsDeclinedIsAnsweredWithAWarning() throws Exception {
    return others(
        "~~",
        edge -> {
          Outcome outcome = give(edge);
          assertThat(stateBefore(outcome)).isEqualTo("Established");
          assertThat(outcome.reason()).isEmpty();
          assertThat(outcome.alertsSeen())
              .containsExactly(
                  new Outcome.SeenAlert(
                      Epoch.APPLICATION, Conversation.WARNING, AlertDescription.NO_RENEGOTIATION));
        });
  }

  @TestFactory
  Stream<DynamicTest> whatNoGoodEndDoesIsTakenAsItIsWrittenDown() throws Exception {
    Map<String, Outcome> odd = OddHandshakes.run();
    return others(
        "==",
        edge ->
            assertThat(odd.get(edge.state() + " " + edge.message()).states())
                .containsSubsequence(told(edge.state()), edge.next()));
  }

  /** What waits for whatever may come is told of as Established. */
  private static String told(String state) {
    return state.endsWith("PostHandshake") ? "Established" : state;
  }

  private static Outcome give(StateEdges.Other edge) {
    HandshakeMessage message =
        MessageSamples.OLD.stream()
            .filter(sample -> sample.type().name().equals(edge.message()))
            .findFirst()
            .orElseThrow();
    return Stream.of(OldStations.DECLINING, OldStations.ALL, Stations.ALL)
        .flatMap(stations -> stations.entrySet().stream())
        .filter(one -> one.getKey().getSimpleName().equals(edge.state()))
        .findFirst()
        .orElseThrow()
        .getValue()
        .give(Stations.message(message.encode()));
  }

  private static Stream<DynamicTest> others(String mark, Consumer<StateEdges.Other> test)
      throws IOException {
    List<StateEdges.Other> edges = StateEdges.read().others(mark);
    assertThat(edges).isNotEmpty();
    return edges.stream()
        .map(
            edge ->
                DynamicTest.dynamicTest(
                    edge.state() + " and " + edge.message(), () -> test.accept(edge)));
  }
}
