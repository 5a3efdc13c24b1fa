// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import java.time.Duration;

/** All the limits that nobody sets. */
final class FleetLimits {
  /** Questions that wait for Redis at a time: with more, the answer is no. */
  static final int QUESTIONS = 4096;

  /** Commands that may be on their way to Redis. */
  static final int COMMANDS = 16_384;

  /** The longest session that is kept, in bytes of DER. */
  static final int SESSION_LENGTH = 65_535;

  /** Redis is asked for the ticket keys this often, or eight times a period if that is more. */
  static final Duration POLL = Duration.ofSeconds(5);

  /** It is asked this often until a server has the fleet's keys. */
  static final Duration FIRST_POLLS = Duration.ofMillis(100);

  /**
   * So long a server that has no keys of its fleet waits before it makes the first ones: where
   * Redis has lost them, those who know them restore them meanwhile.
   */
  static final Duration NEWCOMER_WAITS = Duration.ofSeconds(3);

  /** Polls of a period at the least. */
  static final int POLLS_A_PERIOD = 8;

  /** Periods that the ticket keys stay in Redis after the last change: who went on would change. */
  static final int PERIODS_KEPT = 3;

  /** A connection on which so many polls in a row went unanswered is replaced. */
  static final int SILENT_POLLS = 3;

  /** Redis' clock may be set back so far without the keys being changed for it. */
  static final Duration CLOCK_SET_BACK = Duration.ofMinutes(1);

  /** How long connecting may take, and how long closing. */
  static final Duration CONNECT = Duration.ofSeconds(5);

  static final Duration CLOSE = Duration.ofSeconds(2);

  /** The longest pause between attempts to connect. */
  static final Duration RECONNECT = Duration.ofSeconds(1);

  private FleetLimits() {}
}
