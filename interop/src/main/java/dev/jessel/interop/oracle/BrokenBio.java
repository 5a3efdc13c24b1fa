// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import dev.jessel.bio.Bio;
import java.io.IOException;

/** A transport that fails in both directions and asks for no retry. */
final class BrokenBio extends Bio {
  private final boolean silently;

  /**
   * Makes one.
   *
   * @param silently whether a write takes no byte and gives no reason
   */
  BrokenBio(boolean silently) {
    this.silently = silently;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    throw new IOException("broken");
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (silently) {
      return 0;
    }
    throw new IOException("broken");
  }
}
