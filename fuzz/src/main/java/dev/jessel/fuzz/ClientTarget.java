// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.fuzz.handshake.Handshakes;

/** A client whose server is the fuzzer. */
public final class ClientTarget {
  private ClientTarget() {}

  /** One connection. */
  public static void fuzzerTestOneInput(byte[] input) {
    Bounds.hold(input, () -> Handshakes.playClient(input));
  }
}
