// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Chooses commands at random, so that what follows from a seed is always the same. It looks at the
 * last answers to spend its time where something happens: a write that blocked is repeated, a dead
 * connection is soon left.
 */
final class RandomWalk {
  private static final int CALLS_AT_LEAST = 10;
  private static final int CALLS_MORE = 150;
  private static final int CALLS_WHEN_DEAD = 4;
  private static final List<Integer> ROOMS = List.of(25, 100, 512, 600, 4000, 0, 0, 17000, 60000);
  private static final List<Integer> BIG_ROOMS = List.of(300_000, 400_000);
  private static final List<String> SUITES =
      List.of(
          "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384");

  private static final List<String> OLD_SUITES =
      List.of("ECDHE-ECDSA-AES256-SHA", "AECDH-AES128-SHA");

  private final Random random;
  private final String version;
  private final RandomCall calls;
  private final Deque<String> queue = new ArrayDeque<>();
  private int left;
  private boolean shaking;
  private boolean handshakeOnTheWay;

  /**
   * Makes one.
   *
   * @param seed determines all that follows
   * @param version 13, 12, 11 or 10
   */
  RandomWalk(long seed, String version) {
    this.random = new Random(seed);
    this.version = version;
    this.calls = new RandomCall(random, version.equals("13"));
  }

  /** The next command; looks at what the last ones did. */
  String next(Comparison comparison) {
    boolean failed = shaking && comparison.newest().libssl().has("ret", "0");
    if (left == 0 || comparison.isOver() || failed) {
      return makeEnds();
    }
    left--;
    String command = queue.isEmpty() ? call(comparison) : queue.poll();
    shaking = command.equals("shake");
    return command;
  }

  private String makeEnds() {
    left = CALLS_AT_LEAST + random.nextInt(CALLS_MORE);
    queue.clear();
    shaking = false;
    handshakeOnTheWay = random.nextInt(12) == 0;
    calls.roomForAll(random.nextInt(8) == 0);
    if (random.nextInt(3) == 0) {
      queue.add(calls.fragment(random.nextBoolean()));
    }
    if (!handshakeOnTheWay) {
      queue.add("shake");
    }
    return "new version=" + version + suite() + (calls.hasRoomForAll() ? " mem=1" : rooms());
  }

  /** Each makes records of other sizes. TLS 1.3 has the one that its handshakes agree on. */
  private String suite() {
    List<String> suites = version.equals("12") ? SUITES : OLD_SUITES;
    boolean chosen = !version.equals("13") && random.nextInt(2) == 0;
    return chosen ? " suite=" + suites.get(random.nextInt(suites.size())) : "";
  }

  private String rooms() {
    StringBuilder rooms = new StringBuilder();
    for (String which : List.of("cw", "cr", "sw", "sr")) {
      // A flight's length is each library's own affair: while one is on its way, all must fit.
      List<Integer> some = handshakeOnTheWay ? BIG_ROOMS : ROOMS;
      rooms.append(' ').append(which).append('=').append(some.get(random.nextInt(some.size())));
    }
    return rooms.toString();
  }

  private String call(Comparison comparison) {
    boolean server = random.nextBoolean();
    if (handshakeOnTheWay) {
      return handshaking(comparison, server);
    }
    Answer before = comparison.last(server).libssl();
    if (before.has("dead", "1")) {
      left = Math.min(left, CALLS_WHEN_DEAD);
    }
    boolean half = comparison.isHalfWritten(server);
    if (half && before.has("want", "WRITING") && random.nextInt(3) > 0) {
      return calls.retry(server);
    }
    String command = calls.any(server);
    if (new Command(command).startsOver()) {
      startOver();
    }
    return command;
  }

  /** Without "shake" the handshake happens on the way, in calls of all kinds. */
  private String handshaking(Comparison comparison, boolean server) {
    if (comparison.last(true).libssl().has("init", "0")
        && comparison.last(false).libssl().has("init", "0")) {
      handshakeOnTheWay = false;
      return "sizes";
    }
    return random.nextInt(3) == 0 ? "flow" : calls.early(server);
  }

  /** After one end began anew: calls that touch no wire, then both begin anew, on an empty one. */
  private void startOver() {
    for (int i = random.nextInt(3); i > 0; i--) {
      queue.add(calls.still(random.nextBoolean()));
    }
    queue.addAll(List.of("clear c", "clear s", "client c", "server s", "wipe", "shake"));
  }
}
