// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import java.time.Clock;

/**
 * How large records of application data are while a connection gets going. A record can be opened
 * once all of it has come: one of full size is longer than what TCP sends at first without an
 * answer, so its first byte waits for a round trip that a small record does without. The first
 * record here fits into one segment; each one that is filled is followed by one that holds a
 * segment more, until they are full. After a pause, when TCP begins slowly again, so do they.
 *
 * <p>Not thread-safe: it belongs to the write half.
 */
public final class RecordGrowth {
  /**
   * Content of the first record, in bytes. A packet of 1,500 bytes leaves 1,428 beside the headers
   * of IPv6 and of TCP with timestamps; no protection of a record adds more than the rest.
   */
  public static final int FIRST = 1_350;

  /** A pause that TCP forgets after how much the path can take, in milliseconds. */
  public static final int PAUSE_MILLIS = 1_000;

  private final Clock clock;
  private volatile boolean wanted;
  private int limit = FIRST;
  private long lastMillis;

  /** Makes one that does not limit anything until {@link #wanted(boolean)} says so. */
  public RecordGrowth(Clock clock) {
    this.clock = clock;
  }

  /** Whether records grow, instead of being full from the start. Any thread may say so. */
  public void wanted(boolean grows) {
    wanted = grows;
  }

  /** The most bytes of content that the next record should have. */
  public int limit() {
    if (!wanted) {
      return RecordLimits.MAX_PLAINTEXT;
    }
    return Math.abs(clock.millis() - lastMillis) >= PAUSE_MILLIS ? FIRST : limit;
  }

  /**
   * Says that a record is sealed; one that is filled is followed by a larger one.
   *
   * @param limitThen what {@link #limit} was before
   * @param length bytes of content in the record
   */
  public void sealed(int limitThen, int length) {
    if (wanted) {
      int next = length < limitThen ? limitThen : limitThen + FIRST;
      limit = Math.min(next, RecordLimits.MAX_PLAINTEXT);
      lastMillis = clock.millis();
    }
  }
}
