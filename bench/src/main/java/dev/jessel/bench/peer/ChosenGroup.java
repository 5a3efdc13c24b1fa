// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.nio.ByteBuffer;

/** Looks into a ServerHello of TLS 1.3: not everybody does what it is told. */
final class ChosenGroup {
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int VERSION_AND_RANDOM = 34;
  private static final int SUITE_AND_COMPRESSION = 3;
  private static final int KEY_SHARE = 51;

  private ChosenGroup() {}

  /**
   * Throws if the server has answered in another group.
   *
   * @param flight the server's first flight, as it was put
   */
  static void require(Setup.Group group, ByteBuffer flight) {
    ByteBuffer hello = flight.duplicate().flip();
    hello.position(RECORD_HEADER + MESSAGE_HEADER + VERSION_AND_RANDOM);
    hello.position(hello.position() + 1 + hello.get(hello.position()));
    hello.position(hello.position() + SUITE_AND_COMPRESSION);
    int end = hello.getShort() + hello.position();
    while (hello.position() < end) {
      int type = hello.getShort();
      int length = hello.getShort();
      int at = hello.position();
      if (type == KEY_SHARE && hello.getShort(at) != group.code()) {
        throw new UnsupportedOperationException("it chose group " + hello.getShort(at));
      }
      hello.position(at + length);
    }
  }
}
