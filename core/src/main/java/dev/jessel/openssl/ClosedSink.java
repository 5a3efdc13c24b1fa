// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** The direction that a one-way descriptor does not have. */
final class ClosedSink implements ByteChannel {
  static final ClosedSink INSTANCE = new ClosedSink();

  private ClosedSink() {}

  @Override
  public int read(ByteBuffer target) throws IOException {
    throw new IOException("only writing was set up here");
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    throw new IOException("only reading was set up here");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
