// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.List;
import java.util.Random;

/** Single calls at random, with arguments that lie at and beside the bounds. */
final class RandomCall {
  private static final int ALL = 1 << 18;
  private static final List<Integer> LENGTHS =
      List.of(0, 1, 5, 100, 511, 512, 513, 1000, 5000, 16384, 16385, 40000);
  private static final List<Integer> PUMPED = List.of(1, 3, 5, 21, 22, 23, 100, 500, 5000, ALL);
  private static final List<Integer> FRAGMENTS = List.of(511, 512, 513, 1000, 4096, 16384, 16385);
  private static final List<Integer> MODES = List.of(1, 2, 4, 16);

  /** Alerts, a dummy record, an empty one, one too long, and what is no record. */
  private static final List<String> GARBAGE =
      List.of(
          "1503030002010a",
          "150303000201",
          "17030300050102030405",
          "1603030004000000",
          "ff",
          "17030341ff",
          "140303000101",
          "0000000000");

  private static final Weighted<String> NAMES =
      new Weighted<String>()
          .add(220, "pump")
          .add(170, "read")
          .add(160, "write")
          .add(60, "retry")
          .add(60, "flow")
          .add(45, "peek")
          .add(45, "keyupdate")
          .add(30, "handshake")
          .add(25, "writex")
          .add(20, "readx")
          .add(15, "setmode")
          .add(15, "clearmode")
          .add(15, "fragment")
          .add(15, "freebuffers")
          .add(14, "shutdown")
          .add(10, "state")
          .add(8, "peekx")
          .add(8, "readahead")
          .add(5, "connect")
          .add(5, "accept")
          .add(4, "setsd")
          .add(4, "allocbuffers")
          .add(4, "ignoreeof")
          .add(3, "split")
          .add(3, "eof")
          .add(3, "renegotiate")
          .add(2, "clear")
          .add(2, "corrupt")
          .add(1, "quiet")
          .add(1, "client")
          .add(1, "server")
          .add(1, "cut")
          .add(1, "inject")
          .add(1, "noreader")
          .add(1, "nowriter")
          .add(1, "badreader")
          .add(1, "badwriter");

  private static final List<String> EARLY =
      List.of("read", "write", "retry", "peek", "readx", "writex", "handshake", "state", "setmode");

  private static final List<String> STILL =
      List.of("state", "shutdown", "freebuffers", "setmode", "keyupdate");

  private final Random random;
  private final boolean renegotiates;
  private boolean roomForAll;

  /**
   * Makes one.
   *
   * @param random what chooses
   * @param renegotiates whether SSL_renegotiate is among the calls
   */
  RandomCall(Random random, boolean renegotiates) {
    this.random = random;
    this.renegotiates = renegotiates;
  }

  /**
   * Whether the wire has room for all. Only then is anything read ahead, since how much is decides
   * what a pair still holds. And only then is the fragment size changed on the way: libssl loses a
   * record that is half out when it next looks at its buffers.
   */
  void roomForAll(boolean is) {
    roomForAll = is;
  }

  boolean hasRoomForAll() {
    return roomForAll;
  }

  /** A call of any kind. */
  String any(boolean server) {
    String name = NAMES.pick(random);
    boolean needsRoom = List.of("readahead", "fragment", "allocbuffers").contains(name);
    boolean leftOut = needsRoom && !roomForAll || !renegotiates && name.equals("renegotiate");
    return call(leftOut ? "state" : name, server);
  }

  /** The most bytes of a record. */
  String fragment(boolean server) {
    return call("fragment", server);
  }

  /** A call that may stand in a handshake. */
  String early(boolean server) {
    return call(oneOf(EARLY), server);
  }

  /** A call that touches no wire. */
  String still(boolean server) {
    return call(oneOf(STILL), server);
  }

  /** A repeated write, most often as it should be. */
  String retry(boolean server) {
    return call("retry", server);
  }

  private String call(String name, boolean server) {
    String end = name + (server ? " s" : " c");
    return switch (name) {
      case "write", "writex" -> end + place() + lengthFor(name);
      case "retry" -> end + variant();
      case "read", "readx", "peek", "peekx" -> end + lengthFor(name);
      case "pump" -> end + " " + oneOf(PUMPED);
      case "keyupdate" -> end + " " + (random.nextInt(20) - 1) % 3;
      case "setsd" -> end + " " + random.nextInt(4);
      case "quiet", "readahead", "ignoreeof", "badwriter" -> end + " " + random.nextInt(2);
      case "setmode", "clearmode" -> end + " " + oneOf(MODES);
      case "fragment", "split" -> end + " " + oneOf(FRAGMENTS);
      case "corrupt" -> end + " " + random.nextInt(30);
      case "inject" -> end + " " + oneOf(GARBAGE);
      default -> end;
    };
  }

  private String variant() {
    return switch (random.nextInt(40)) {
      case 0 -> " moved 0";
      case 1 -> " shifted 1";
      case 2 -> " shorter " + oneOf(LENGTHS);
      case 3, 4 -> " longer " + oneOf(LENGTHS);
      default -> " same 0";
    };
  }

  private String place() {
    return (random.nextInt(5) == 0 ? " B " : " A ") + random.nextInt(3);
  }

  /** A length; the calls that take an int are given a negative one now and then. */
  private String lengthFor(String name) {
    if (random.nextInt(100) == 0 && !name.endsWith("x")) {
      return " -1";
    }
    return " " + (random.nextInt(4) == 0 ? 1 + random.nextInt(2000) : oneOf(LENGTHS));
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
