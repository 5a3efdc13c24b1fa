// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an input tells a connection's peer to do: a byte that chooses the connection, a byte that
 * chooses how it is treated, then steps with {@link #SEPARATOR} between them. A separator survives
 * what a fuzzer does to the bytes around it, where a length would not.
 *
 * @param setting which connection
 * @param conduct how it is treated
 * @param steps what its peer does
 */
record Script(int setting, int conduct, List<Step> steps) {
  /** Stands between two steps. */
  static final Bytes SEPARATOR = Bytes.of((byte) 0xF5, (byte) 0x2A, (byte) 0xFA);

  /** More than this are left out. */
  private static final int MAX_STEPS = 64;

  private static final int HEAD = 2;

  Script {
    steps = List.copyOf(steps);
  }

  /** Reads an input; every one is a script. */
  static Script of(byte[] input) {
    if (input.length < HEAD) {
      return new Script(0, 0, List.of());
    }
    List<Step> steps = new ArrayList<>();
    int from = HEAD;
    while (from < input.length && steps.size() < MAX_STEPS) {
      int to = nextSeparator(input, from);
      if (to > from) {
        steps.add(new Step(input[from], Bytes.copyOf(input, from + 1, to - from - 1)));
      }
      from = to + SEPARATOR.length();
    }
    return new Script(input[0] & 0xFF, input[1] & 0xFF, steps);
  }

  private static int nextSeparator(byte[] input, int from) {
    byte[] separator = SEPARATOR.toArray();
    for (int at = from; at + separator.length <= input.length; at++) {
      if (Arrays.equals(input, at, at + separator.length, separator, 0, separator.length)) {
        return at;
      }
    }
    return input.length;
  }

  /** Whether the application does something before its handshake begins. */
  boolean beginsWithCall() {
    return !steps.isEmpty() && steps.get(0).kind() == Step.Kind.CALL;
  }

  /** The input that is read as this script, unless a step holds a separator. */
  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(setting);
    out.write(conduct);
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0) {
        out.writeBytes(SEPARATOR.toArray());
      }
      out.write(steps.get(i).operation());
      out.writeBytes(steps.get(i).body().toArray());
    }
    return out.toByteArray();
  }
}
