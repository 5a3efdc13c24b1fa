// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.fuzz.handshake.Handshakes;

/** A server whose client is the fuzzer. */
public final class ServerTarget {
  private ServerTarget() {}

  /** One connection. */
  public static void fuzzerTestOneInput(byte[] input) {
    Bounds.hold(input, () -> Handshakes.playServer(input));
  }
}
