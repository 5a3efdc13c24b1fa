// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.TlsException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CleansedPlaintextTest {
  private static final byte[] CONTENT = {1, 2, 3, 4, 5, 6, 7, 8};

  private final RecordPair pair = new RecordPair().encrypted();

  @Test
  void plaintextIsWipedWhenItIsAskedFor() throws TlsException {
    pair.opener.cleanses(true);
    byte[] buffer = pair.send(23, CONTENT).open().array();
    pair.opener.release();

    assertThat(Arrays.copyOf(buffer, CONTENT.length)).containsOnly(0);
  }

  @Test
  void plaintextStaysWhenItIsNot() throws TlsException {
    byte[] buffer = pair.send(23, CONTENT).open().array();
    pair.opener.release();

    assertThat(Arrays.copyOf(buffer, CONTENT.length)).isEqualTo(CONTENT);
  }

  @Test
  void plaintextNeverOutlivesItsConnection() throws TlsException {
    byte[] buffer = pair.send(23, CONTENT).open().array();
    pair.opener.destroy();

    assertThat(Arrays.copyOf(buffer, CONTENT.length)).containsOnly(0);
  }
}
