// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.nio.ByteBuffer;

/** Looks into a server's first flight for its group: not everybody does what it is told. */
final class ChosenGroup {
  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;
  private static final int SERVER_KEY_EXCHANGE = 12;
  private static final int NAMED_CURVE = 3;
  private static final int VERSION_AND_RANDOM = 34;
  private static final int SUITE_AND_COMPRESSION = 3;
  private static final int KEY_SHARE = 51;

  private ChosenGroup() {}

  /**
   * Throws if the server has answered in another group, or says nothing of it.
   *
   * @param flight the server's first flight, as it was put: of a full handshake
   */
  static void require(Setup.Group group, ByteBuffer flight) {
    int chosen = in(messages(flight.duplicate().flip()));
    if (chosen != group.code()) {
      throw new UnsupportedOperationException("it chose group " + chosen);
    }
  }

  /** What is in the clear, without the headers of records. */
  private static ByteBuffer messages(ByteBuffer records) {
    ByteBuffer messages = ByteBuffer.allocate(records.remaining());
    while (records.hasRemaining() && records.get() == HANDSHAKE) {
      records.getShort();
      int length = records.getShort();
      messages.put(records.slice(records.position(), length));
      records.position(records.position() + length);
    }
    return messages.flip();
  }

  /** In TLS 1.3 the ServerHello has it, before that the ServerKeyExchange. */
  private static int in(ByteBuffer messages) {
    int group = 0;
    while (group == 0 && messages.hasRemaining()) {
      int header = messages.getInt();
      ByteBuffer body = messages.slice(messages.position(), header & 0xff_ffff);
      messages.position(messages.position() + body.remaining());
      group =
          switch (header >>> 24) {
            case SERVER_HELLO -> ofKeyShare(body);
            case SERVER_KEY_EXCHANGE -> body.get() == NAMED_CURVE ? body.getShort() : 0;
            default -> 0;
          };
    }
    return group;
  }

  private static int ofKeyShare(ByteBuffer hello) {
    hello.position(VERSION_AND_RANDOM);
    hello.position(hello.position() + 1 + hello.get(hello.position()) + SUITE_AND_COMPRESSION);
    int end = hello.hasRemaining() ? hello.getShort() + hello.position() : hello.position();
    int group = 0;
    while (hello.position() < end) {
      int type = hello.getShort();
      int length = hello.getShort();
      int at = hello.position();
      group = type == KEY_SHARE ? hello.getShort(at) : group;
      hello.position(at + length);
    }
    return group;
  }
}
