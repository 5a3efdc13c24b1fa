// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.transport;

import dev.jessel.bio.Bio;
import java.io.ByteArrayOutputStream;
import java.time.Clock;

/**
 * One direction of a slow path, in the time of a clock: what is written is taken at once and comes
 * out at so many bytes a millisecond, in order. Not thread-safe.
 */
public final class ThrottledLink extends Bio {
  private final Clock clock;
  private final int bytesPerMilli;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private long begun;
  private int taken;

  /**
   * Makes a path that is empty.
   *
   * @param clock tells the time
   * @param bytesPerMilli how many bytes come out in a millisecond
   */
  public ThrottledLink(Clock clock, int bytesPerMilli) {
    this.clock = clock;
    this.bytesPerMilli = bytesPerMilli;
    this.begun = clock.millis();
  }

  /** Bytes that were written and have not come out yet. */
  public int inFlight() {
    return sent.size() - taken;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) {
    if (inFlight() == 0) {
      // A path that idled has not saved up for later.
      sent.reset();
      taken = 0;
      begun = clock.millis();
    }
    sent.write(b, off, len);
    return len;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) {
    long come = Math.min(sent.size(), (clock.millis() - begun) * bytesPerMilli);
    int count = (int) Math.min(len, come - taken);
    if (count <= 0) {
      return retryRead();
    }
    System.arraycopy(sent.toByteArray(), taken, b, off, count);
    taken += count;
    return count;
  }
}
