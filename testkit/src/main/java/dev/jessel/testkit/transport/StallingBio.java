// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.transport;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds a thread in its next read or its next write until it is told to let go: for tests of what
 * other threads may do meanwhile. What passes afterwards is what the Bio behind it does.
 */
public final class StallingBio extends FilterBio {
  private static final long PATIENCE_SECONDS = 60;

  private volatile Stall read = new Stall(0);
  private volatile Stall write = new Stall(0);

  /** One operation to be held. */
  private static final class Stall {
    private final CountDownLatch entered;
    private final CountDownLatch released;

    Stall(int operations) {
      entered = new CountDownLatch(operations);
      released = new CountDownLatch(operations);
    }

    void pass() throws IOException {
      entered.countDown();
      await(released, "nobody lets this thread go");
    }

    void awaitEntry() throws IOException {
      await(entered, "no thread came");
    }

    private static void await(CountDownLatch latch, String otherwise) throws IOException {
      try {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException(otherwise);
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  /** Lets everything pass until told otherwise. */
  public StallingBio(Bio next) {
    super(next);
  }

  /** Holds the next read. */
  public void holdRead() {
    read = new Stall(1);
  }

  /** Holds the next write. */
  public void holdWrite() {
    write = new Stall(1);
  }

  /** Returns when a thread is held in a read. */
  public void awaitReader() throws IOException {
    read.awaitEntry();
  }

  /** Returns when a thread is held in a write. */
  public void awaitWriter() throws IOException {
    write.awaitEntry();
  }

  /** Lets all go. */
  public void release() {
    read.released.countDown();
    write.released.countDown();
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    read.pass();
    return readNext(b, off, len);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    write.pass();
    return writeNext(b, off, len);
  }
}
