// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.handshake.HandshakeState;
import dev.jessel.testkit.Conduct;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of the states is what {@code docs/state-machine.txt} says, no more and no less. */
class StateMachineTest {
  @ParameterizedTest
  @EnumSource
  void goodHandshakesTakeExactlyTheEdgesThatAreWrittenDown(Conduct conduct) throws Exception {
    assertThat(GoodHandshakes.observedEdges(conduct))
        .containsExactlyElementsOf(StateEdges.read().lines());
  }

  @Test
  void everyStateIsWrittenDown() throws Exception {
    StateEdges edges = StateEdges.read();
    List<String> states = leaves(HandshakeState.class);
    states.remove("Failed"); // every state leads there
    assertThat(states).isNotEmpty().allMatch(edges::mentions);
  }

  @Test
  void nothingIsWrittenDownThatIsNoState() throws Exception {
    List<String> states = leaves(HandshakeState.class);
    for (String line : StateEdges.read().lines()) {
      assertThat(states)
          .contains(line.substring(0, line.indexOf(' ')))
          .contains(line.substring(line.lastIndexOf(' ') + 1));
    }
  }

  private static List<String> leaves(Class<?> sealed) {
    List<String> leaves = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        leaves.addAll(leaves(permitted));
      } else if (!permitted.isInterface()) { // else states of another module, SSLv2's
        leaves.add(permitted.getSimpleName());
      }
    }
    return leaves;
  }
}
