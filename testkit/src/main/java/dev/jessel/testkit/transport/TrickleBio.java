// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.transport;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.IOException;

/**
 * Lets one byte through per read and per write, and asks for a retry before each of them: the
 * slowest network that still works. The two directions count apart. The end of the stream and
 * failures of the Bio behind pass through.
 */
public final class TrickleBio extends FilterBio {
  private boolean readIsDue;
  private boolean writeIsDue;

  /** Slows down {@code next}. */
  public TrickleBio(Bio next) {
    super(next);
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    if (!readIsDue) {
      readIsDue = true;
      return retryRead();
    }
    int n = readNext(b, off, 1);
    readIsDue = n <= 0;
    return n;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (!writeIsDue) {
      writeIsDue = true;
      return retryWrite();
    }
    int n = writeNext(b, off, 1);
    writeIsDue = n <= 0;
    return n;
  }
}
