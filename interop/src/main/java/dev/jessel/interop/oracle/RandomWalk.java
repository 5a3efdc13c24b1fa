// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.List;
import java.util.Random;

/**
 * Chooses commands at random, so that what follows from a seed is always the same. It looks at the
 * last answers to spend its time where something happens: a write that blocked is repeated, a dead
 * connection is soon left.
 */
final class RandomWalk {
  private static final List<Integer> LENGTHS =
      List.of(0, 1, 5, 100, 511, 512, 513, 1000, 5000, 16384, 16385, 40000);
  private static final List<Integer> ROOMS = List.of(25, 100, 512, 600, 4000, 0, 0, 17000, 60000);
  private static final List<Integer> PUMPED = List.of(1, 3, 5, 21, 22, 23, 100, 500, 5000, 1 << 18);
  private static final List<Integer> FRAGMENTS = List.of(511, 512, 513, 1000, 4096, 16384, 16385);
  private static final List<String> MODES = List.of("1", "2", "4", "16");

  private final Random random;
  private final String version;
  private final Weighted<String> established;
  private int left;
  private boolean shaken;

  /**
   * Makes one.
   *
   * @param seed determines all that follows
   * @param version 13 or 12
   */
  RandomWalk(long seed, String version) {
    this.random = new Random(seed);
    this.version = version;
    this.established = calls();
  }

  /** The next command; looks at what the last one did. */
  String next(Comparison comparison) {
    if (left == 0 || comparison.isOver()) {
      left = 10 + random.nextInt(150);
      shaken = false;
      return makeEnds();
    }
    left--;
    if (!shaken) {
      shaken = true;
      return "shake";
    }
    boolean server = random.nextBoolean();
    Answer before = comparison.last(server).libssl();
    if (before.has("dead", "1") && left > 4) {
      left = 4;
    }
    String end = server ? " s" : " c";
    return blocked(before) && random.nextInt(3) > 0 ? retry(end) : call(end);
  }

  private static boolean blocked(Answer before) {
    return before.has("want", "WRITING") && before.has("init", "0");
  }

  private String makeEnds() {
    if (random.nextInt(8) == 0) {
      return "new version=" + version + " mem=1";
    }
    StringBuilder command = new StringBuilder("new version=" + version);
    for (String which : List.of("cw", "cr", "sw", "sr")) {
      command.append(' ').append(which).append('=').append(oneOf(ROOMS));
    }
    return command.toString();
  }

  private String retry(String end) {
    return switch (random.nextInt(40)) {
      case 0 -> "retry" + end + " moved 0";
      case 1 -> "retry" + end + " shifted 1";
      case 2 -> "retry" + end + " shorter " + oneOf(LENGTHS);
      case 3, 4 -> "retry" + end + " longer " + oneOf(LENGTHS);
      default -> "retry" + end + " same 0";
    };
  }

  private static Weighted<String> calls() {
    return new Weighted<String>()
        .add(160, "write")
        .add(25, "writex")
        .add(60, "retry")
        .add(170, "read")
        .add(20, "readx")
        .add(45, "peek")
        .add(8, "peekx")
        .add(220, "pump")
        .add(60, "flow")
        .add(30, "handshake")
        .add(5, "connect")
        .add(5, "accept")
        .add(45, "keyupdate")
        .add(14, "shutdown")
        .add(4, "setsd")
        .add(1, "quiet")
        .add(2, "clear")
        .add(1, "client")
        .add(1, "server")
        .add(15, "setmode")
        .add(15, "clearmode")
        .add(15, "fragment")
        .add(3, "split")
        .add(8, "readahead")
        .add(15, "freebuffers")
        .add(4, "allocbuffers")
        .add(4, "ignoreeof")
        .add(3, "eof")
        .add(1, "cut")
        .add(2, "corrupt")
        .add(1, "inject")
        .add(1, "noreader")
        .add(1, "nowriter")
        .add(1, "badreader")
        .add(1, "badwriter")
        .add(3, "renegotiate")
        .add(10, "state");
  }

  private String call(String end) {
    String name = established.pick(random);
    return switch (name) {
      case "write", "writex" -> name + end + place() + lengthFor(name);
      case "retry" -> retry(end);
      case "read", "readx", "peek", "peekx" -> name + end + lengthFor(name);
      case "pump" -> name + end + " " + oneOf(PUMPED);
      case "keyupdate" -> name + end + " " + (random.nextInt(20) - 1) % 3;
      case "setsd" -> name + end + " " + random.nextInt(4);
      case "quiet", "readahead", "ignoreeof", "badwriter" -> name + end + " " + random.nextInt(2);
      case "setmode", "clearmode" -> name + end + " " + oneOf(MODES);
      case "fragment", "split" -> name + end + " " + oneOf(FRAGMENTS);
      case "corrupt" -> name + end + " " + random.nextInt(30);
      case "inject" -> name + end + " " + garbage();
      default -> name + end;
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

  private String garbage() {
    return oneOf(
        List.of(
            "1503030002010a",
            "150303000201",
            "17030300050102030405",
            "1603030004000000",
            "ff",
            "17030341ff",
            "140303000101",
            "0000000000"));
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
