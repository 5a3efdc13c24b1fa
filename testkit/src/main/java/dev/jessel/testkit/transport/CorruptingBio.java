// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.transport;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.IOException;

/**
 * Flips chosen bits of one byte of the stream, named by its position from 0, and passes all else
 * untouched. The writer's array is never changed.
 */
public final class CorruptingBio extends FilterBio {
  private static final long NOWHERE = -1;

  private final long readPosition;
  private final long writePosition;
  private final int mask;

  private CorruptingBio(Bio next, long readPosition, long writePosition, int mask) {
    super(next);
    if (Math.max(readPosition, writePosition) < 0 || mask < 1 || mask > 0xff) {
      throw new IllegalArgumentException(
          "position " + Math.max(readPosition, writePosition) + ", mask " + mask);
    }
    this.readPosition = readPosition;
    this.writePosition = writePosition;
    this.mask = mask;
  }

  /** Flips the bits of {@code mask} (1 to 255) in byte {@code position} of what is read. */
  public static CorruptingBio reading(long position, int mask, Bio next) {
    return new CorruptingBio(next, position, NOWHERE, mask);
  }

  /** Flips the bits of {@code mask} (1 to 255) in byte {@code position} of what is written. */
  public static CorruptingBio writing(long position, int mask, Bio next) {
    return new CorruptingBio(next, NOWHERE, position, mask);
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    int n = readNext(b, off, len);
    long index = readPosition - bytesRead();
    if (index >= 0 && index < n) {
      b[off + (int) index] ^= (byte) mask;
    }
    return n;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    long index = writePosition - bytesWritten();
    if (index < 0 || index >= len) {
      return writeNext(b, off, len);
    }
    byte[] damaged = new byte[len];
    System.arraycopy(b, off, damaged, 0, len);
    damaged[(int) index] ^= (byte) mask;
    return writeNext(damaged, 0, len);
  }
}
