// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.fuzz.record.Opening;
import dev.jessel.fuzz.record.Protections;
import dev.jessel.wire.Bytes;
import java.util.List;

/**
 * Records and the messages in them: they come out the same whether their bytes come at once or one
 * by one, and what was opened can be sealed and opened again. An input is a protection, a limit,
 * and the bytes of the transport.
 */
public final class RecordTarget {
  private static final int HEAD = 2;

  private RecordTarget() {}

  /** One stream. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length >= HEAD) {
      Bounds.hold(input, () -> run(input));
    }
  }

  private static void run(byte[] input) {
    Protections protection = Protections.of(input[0] & 0xFF);
    Bytes stream = Bytes.copyOf(input, HEAD, input.length - HEAD);
    int limit = input[1] & 0xFF;
    List<String> whole = new Opening(protection, limit, stream, Integer.MAX_VALUE).run();
    List<String> trickled = new Opening(protection, limit, stream, 1).run();
    Promises.check(whole.equals(trickled), "at once " + whole + ", one by one " + trickled);
  }
}
