// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.bio.Bio;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * The runner's socket. Stepped, it gives and takes nothing until a byte is allowed, and then that
 * one byte.
 */
final class SteppedBio extends Bio {
  private final InputStream source;
  private final OutputStream sink;
  private final boolean stepped;
  private int readable;
  private int writable;

  SteppedBio(Socket socket, boolean stepped) throws IOException {
    this.source = socket.getInputStream();
    this.sink = socket.getOutputStream();
    this.stepped = stepped;
  }

  void allowRead() {
    readable = 1;
  }

  void allowWrite() {
    writable = 1;
  }

  /** False when a byte that was allowed has been written. */
  boolean mayWrite() {
    return writable > 0;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    if (!stepped) {
      return Math.max(0, source.read(b, off, len));
    }
    if (readable == 0) {
      return retryRead();
    }
    readable = 0;
    return Math.max(0, source.read(b, off, 1));
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (stepped && writable == 0) {
      return retryWrite();
    }
    int count = stepped ? 1 : len;
    writable = 0;
    sink.write(b, off, count);
    return count;
  }
}
