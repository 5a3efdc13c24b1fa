// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;

/** A channel that answers 0 some times, then moves everything; or throws, if told what. */
class HesitantChannel extends AbstractSelectableChannel implements ByteChannel {
  private final int zeros;
  private final IOException failure;
  private int reads;
  private int writes;

  HesitantChannel(int zeros, IOException failure) {
    super(SelectorProvider.provider());
    this.zeros = zeros;
    this.failure = failure;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return move(target, reads++);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return move(source, writes++);
  }

  private int move(ByteBuffer buffer, int calls) throws IOException {
    if (failure != null) {
      throw failure;
    }
    int n = calls < zeros ? 0 : buffer.remaining();
    buffer.position(buffer.position() + n);
    return n;
  }

  @Override
  public int validOps() {
    return SelectionKey.OP_READ | SelectionKey.OP_WRITE;
  }

  @Override
  protected void implCloseSelectableChannel() {}

  @Override
  protected void implConfigureBlocking(boolean block) {}
}
