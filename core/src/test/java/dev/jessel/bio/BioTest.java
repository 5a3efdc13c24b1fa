// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BioTest {
  private final ScriptedBio bio = new ScriptedBio();

  @Test
  void aSuccessfulOperationSetsNoFlag() {
    assertThat(bio.read(5)).isEqualTo(5);
    assertThat(bio.write(7)).isEqualTo(7);
    assertThat(bio.readFlags().bits()).isZero();
    assertThat(bio.writeFlags().bits()).isZero();
    assertThat(bio.failure()).isEmpty();
  }

  @Test
  void bytesAreCountedInEachDirection() {
    bio.read(5);
    bio.read(6);
    bio.write(7);
    bio.onRead = (self, len) -> self.blockRead();
    bio.read(100);
    assertThat(bio.bytesRead()).isEqualTo(11);
    assertThat(bio.bytesWritten()).isEqualTo(7);
  }

  @Test
  void aBlockedReadIsARetryAndNotAnEnd() {
    bio.onRead = (self, len) -> self.blockRead();
    assertThat(bio.read(1)).isEqualTo(-1);
    assertThat(bio.readFlags().bits()).isEqualTo(RetryFlags.READ | RetryFlags.SHOULD_RETRY);
    assertThat(bio.shouldRetry()).isTrue();
    assertThat(bio.shouldRead()).isTrue();
    assertThat(bio.shouldWrite()).isFalse();
    assertThat(bio.shouldIoSpecial()).isFalse();
    assertThat(bio.eof()).isFalse();
  }

  @Test
  void aBlockedWriteIsARetry() {
    bio.onWrite = (self, len) -> self.blockWrite();
    assertThat(bio.write(1)).isEqualTo(-1);
    assertThat(bio.writeFlags().bits()).isEqualTo(RetryFlags.WRITE | RetryFlags.SHOULD_RETRY);
    assertThat(bio.shouldWrite()).isTrue();
  }

  @Test
  void aReadMayHaveToWaitForSomethingElse() {
    bio.onRead = (self, len) -> self.blockRead(RetryFlags.IO_SPECIAL, RetryFlags.REASON_CONNECT);
    assertThat(bio.read(1)).isEqualTo(-1);
    assertThat(bio.shouldIoSpecial()).isTrue();
    assertThat(bio.retryReason()).isEqualTo(RetryFlags.REASON_CONNECT);
    bio.onRead = (self, len) -> self.blockRead(RetryFlags.WRITE, RetryFlags.REASON_NONE);
    bio.read(1);
    assertThat(bio.shouldWrite()).isTrue();
    assertThat(bio.shouldRead()).isFalse();
    assertThat(bio.retryReason()).isEqualTo(RetryFlags.REASON_NONE);
  }

  @Test
  void aRetryMayBeSignalledWithZero() {
    bio.onRead = (self, len) -> self.blockRead() + 1;
    bio.onWrite = (self, len) -> self.blockWrite() + 1;
    assertThat(bio.read(1)).isEqualTo(-1);
    assertThat(bio.eof()).isFalse();
    assertThat(bio.write(1)).isEqualTo(-1);
    assertThat(bio.shouldRetry()).isTrue();
  }

  @Test
  void flagsAreClearedWhenAnOperationStarts() {
    bio.onRead = (self, len) -> self.blockRead();
    bio.read(1);
    bio.onRead =
        (self, len) -> {
          assertThat(self.readFlags().bits()).isZero();
          return len;
        };
    assertThat(bio.read(1)).isEqualTo(1);
    assertThat(bio.shouldRetry()).isFalse();
  }

  @Test
  void theDirectionsKeepTheirOwnFlags() {
    bio.onRead = (self, len) -> self.blockRead();
    bio.read(1);
    bio.write(1);
    assertThat(bio.readFlags().shouldRead()).isTrue();
    assertThat(bio.writeFlags().shouldRetry()).isFalse();
    assertThat(bio.shouldRetry()).as("of the last operation").isFalse();
  }

  @Test
  void whatTheTransportThrowsIsTheFailure() {
    IOException reset = new IOException("Connection reset");
    bio.onRead =
        (self, len) -> {
          throw reset;
        };
    assertThat(bio.read(1)).isEqualTo(-1);
    assertThat(bio.failure()).containsSame(reset);
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.eof()).isFalse();
    bio.write(1);
    assertThat(bio.failure()).isEmpty();
    assertThat(bio.readFlags().failure()).containsSame(reset);
  }

  @Test
  void aFailureOverrulesARetry() {
    bio.onWrite =
        (self, len) -> {
          self.blockWrite();
          throw new IOException("Broken pipe");
        };
    assertThat(bio.write(1)).isEqualTo(-1);
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.failure()).isPresent();
  }

  @Test
  void zeroFromAReadIsTheEnd() {
    bio.onRead = (self, len) -> 0;
    assertThat(bio.read(1)).isZero();
    assertThat(bio.eof()).isTrue();
    assertThat(bio.shouldRetry()).isFalse();
    bio.onRead = (self, len) -> len;
    bio.read(1);
    assertThat(bio.eof()).isFalse();
  }

  @Test
  void zeroFromAReadIsAnErrorIfEofSaysNo() {
    ScriptedBio endless =
        new ScriptedBio() {
          @Override
          public boolean eof() {
            return false;
          }
        };
    endless.onRead = (self, len) -> 0;
    assertThat(endless.read(1)).isEqualTo(-1);
    assertThat(endless.shouldRetry()).isFalse();
  }

  @Test
  void minusOneFromAReadIsAnErrorAndNotAnEnd() {
    bio.onRead = (self, len) -> -1;
    assertThat(bio.read(1)).isEqualTo(-1);
    assertThat(bio.eof()).isFalse();
    assertThat(bio.shouldRetry()).isFalse();
  }

  @Test
  void zeroFromAWriteStaysZero() {
    bio.onWrite = (self, len) -> 0;
    assertThat(bio.write(1)).isZero();
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.failure()).isEmpty();
  }

  @Test
  void aLengthOfZeroDoesNotReachTheTransport() {
    assertThat(bio.read(0)).isZero();
    assertThat(bio.write(0)).isZero();
    assertThat(bio.calls).isZero();
    assertThat(bio.eof()).isFalse();
  }

  @Test
  void aRangeOutsideTheArrayIsRefused() {
    assertThatThrownBy(() -> bio.read(new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> bio.write(new byte[4], -1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(bio.calls).isZero();
  }

  @Test
  void aCountBeyondTheRequestIsAFailure() {
    bio.onRead = (self, len) -> len + 1;
    bio.onWrite = (self, len) -> len + 1;
    assertThat(bio.read(4)).isEqualTo(-1);
    assertThat(bio.failure()).isPresent();
    assertThat(bio.write(4)).isEqualTo(-1);
    assertThat(bio.failure()).isPresent();
    assertThat(bio.bytesRead() + bio.bytesWritten()).isZero();
  }

  @Test
  void aBlockedFlushIsARetryOfTheWritingSide() {
    bio.onFlush = (self, len) -> self.blockWrite();
    assertThat(bio.flush()).isFalse();
    assertThat(bio.writeFlags().shouldWrite()).isTrue();
    bio.onFlush = (self, len) -> 1;
    assertThat(bio.flush()).isTrue();
    assertThat(bio.shouldRetry()).isFalse();
  }

  @Test
  void aFailedFlushHasACause() {
    bio.onFlush =
        (self, len) -> {
          throw new IOException("Broken pipe");
        };
    assertThat(bio.flush()).isFalse();
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.failure()).hasValueSatisfying(e -> assertThat(e).hasMessage("Broken pipe"));
  }

  @Test
  void aClosedBioFails() {
    bio.close();
    assertThat(bio.isClosed()).isTrue();
    assertThat(bio.read(1)).isEqualTo(-1);
    assertThat(bio.failure()).isPresent();
    assertThat(bio.write(1)).isEqualTo(-1);
    assertThat(bio.failure()).isPresent();
    assertThat(bio.flush()).isFalse();
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.calls).isZero();
  }

  @Test
  void closingTwiceClosesOnce() {
    bio.close();
    bio.close();
    assertThat(bio.closes).isEqualTo(1);
  }

  @Test
  void anErrorWhileClosingIsTheFailure() {
    Bio broken =
        new ScriptedBio() {
          @Override
          protected void doClose() throws IOException {
            throw new IOException("stale handle");
          }
        };
    broken.close();
    assertThat(broken.failure()).hasValueSatisfying(e -> assertThat(e).hasMessage("stale handle"));
  }

  @Test
  void flagsPrintByName() {
    bio.onRead = (self, len) -> self.blockRead(RetryFlags.IO_SPECIAL, RetryFlags.REASON_ACCEPT);
    bio.read(1);
    assertThat(bio.readFlags()).hasToString("RetryFlags[retry special(3)]");
    assertThat(bio.writeFlags()).hasToString("RetryFlags[none]");
  }
}
