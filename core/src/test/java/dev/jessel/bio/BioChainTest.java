// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BioChainTest {
  private final ScriptedBio end = new ScriptedBio();
  private final FilterBio middle = new FilterBio();
  private final FilterBio front = new FilterBio();

  @Test
  void pushAppendsAtTheEnd() {
    assertThat(front.push(middle)).isSameAs(front);
    assertThat(front.push(end)).isSameAs(front);
    assertThat(front.next()).isSameAs(middle);
    assertThat(middle.next()).isSameAs(end);
    assertThat(end.next()).isNull();
  }

  @Test
  void popJoinsTheNeighbours() {
    front.push(middle).push(end);
    assertThat(middle.pop()).isSameAs(end);
    assertThat(front.next()).isSameAs(end);
    assertThat(middle.next()).isNull();
    assertThat(end.pop()).isNull();
    assertThat(front.next()).isNull();
  }

  @Test
  void aPoppedBioMayBePushedAgain() {
    front.push(middle).push(end);
    middle.pop();
    end.pop();
    front.push(end);
    middle.push(front);
    assertThat(middle.next()).isSameAs(front);
    assertThat(front.next()).isSameAs(end);
  }

  @Test
  void aChainIsNoTreeAndNoRing() {
    front.push(middle).push(end);
    assertThatThrownBy(() -> new FilterBio(end)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> front.push(middle)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> end.push(front)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> end.push(end)).isInstanceOf(IllegalArgumentException.class);
    assertThat(end.next()).isNull();
  }

  @Test
  void whoeverChangesNeighboursHearsOfIt() {
    int[] heard = new int[1];
    FilterBio listener =
        new FilterBio() {
          @Override
          protected void chainChanged() {
            heard[0]++;
          }
        };
    listener.push(middle);
    assertThat(heard[0]).isEqualTo(1);
    middle.pop();
    assertThat(heard[0]).isEqualTo(2);
    listener.push(middle);
    listener.pop();
    assertThat(heard[0]).isEqualTo(4);
  }

  @Test
  void theRetryBioIsTheLastThatAsksForARetry() {
    front.push(middle).push(end);
    end.onRead = (self, len) -> self.blockRead();
    front.read(new byte[1], 0, 1);
    assertThat(front.retryBio()).isSameAs(end);
    end.onRead = (self, len) -> len;
    front.read(new byte[1], 0, 1);
    assertThat(front.retryBio()).isSameAs(front);
  }

  @Test
  void closingTheFrontClosesTheChain() {
    front.push(middle).push(end);
    front.close();
    assertThat(middle.isClosed()).isTrue();
    assertThat(end.closes).isEqualTo(1);
  }

  @Test
  void aFailingCloseStillClosesWhatIsBehind() {
    FilterBio failing =
        new FilterBio(end) {
          @Override
          protected void doClose() throws IOException {
            throw new IOException("stale handle");
          }
        };
    failing.close();
    assertThat(end.closes).isEqualTo(1);
  }
}
