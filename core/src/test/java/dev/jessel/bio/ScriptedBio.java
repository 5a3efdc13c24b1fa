// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;

/** A Bio whose next read, write and flush are set by the test; by default all of them succeed. */
class ScriptedBio extends Bio {
  interface Transfer {
    int run(ScriptedBio self, int len) throws IOException;
  }

  Transfer onRead = (self, len) -> len;
  Transfer onWrite = (self, len) -> len;
  Transfer onFlush = (self, len) -> 1;
  int calls;
  int closes;

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    calls++;
    return onRead.run(this, len);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    calls++;
    return onWrite.run(this, len);
  }

  @Override
  protected boolean doFlush() throws IOException {
    return onFlush.run(this, 0) > 0;
  }

  @Override
  protected void doClose() throws IOException {
    closes++;
  }

  int read(int len) {
    return read(new byte[len], 0, len);
  }

  int write(int len) {
    return write(new byte[len], 0, len);
  }

  int blockRead() {
    return retryRead();
  }

  int blockRead(int flags, int reason) {
    return retryRead(flags, reason);
  }

  int blockWrite() {
    return retryWrite();
  }

  int blockWrite(int flags, int reason) {
    return retryWrite(flags, reason);
  }
}
