// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.handshake.MessageState;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.message.HandshakeMessage;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state that takes a message, and every message: what {@code docs/state-machine.txt} does not
 * list is refused with unexpected_message.
 */
class StateMatrixTest {
  @Test
  void everyStateThatTakesAMessageHasAStation() {
    List<String> states =
        Arrays.stream(MessageState.class.getPermittedSubclasses())
            .filter(state -> !isOld(state)) // not yet
            .map(Class::getSimpleName)
            .toList();
    assertThat(Stations.ALL.keySet().stream().map(Class::getSimpleName))
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
    StateEdges edges = StateEdges.read();
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<? extends MessageState> state : Stations.ALL.keySet()) {
      for (HandshakeMessage message : MessageSamples.ALL) {
        if (!edges.takes(state.getSimpleName(), message.type().name())) {
          String name = state.getSimpleName() + " and " + message.type();
          tests.add(DynamicTest.dynamicTest(name, () -> refuses(state, message)));
        }
      }
    }
    return tests.stream();
  }

  private static void refuses(Class<? extends MessageState> state, HandshakeMessage message) {
    Outcome outcome = Stations.ALL.get(state).give(Stations.message(message.encode()));
    assertThat(stateBefore(outcome)).isEqualTo(expected(state));
    assertThat(outcome.reason()).contains(SslReason.UNEXPECTED_MESSAGE);
    assertThat(outcome.alertsSent()).containsExactly(AlertDescription.UNEXPECTED_MESSAGE);
    assertThat(outcome.alertsSeen()).hasSize(1);
    assertThat(outcome.staysFailed()).isTrue();
  }

  /** Where the victim stood when it got the message; a server's first state is not told. */
  private static String stateBefore(Outcome outcome) {
    List<String> states = outcome.states();
    return states.isEmpty() ? "ExpectClientHello" : states.get(states.size() - 1);
  }

  private static boolean isOld(Class<?> state) {
    return state.getPackageName().endsWith("12") || state.getSimpleName().endsWith("12");
  }

  private static String expected(Class<? extends MessageState> state) {
    // What waits for whatever may come is told of as Established.
    return state.getSimpleName().endsWith("PostHandshake") ? "Established" : state.getSimpleName();
  }
}
