// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the answers that have come, for those who wait for one. Thread-safe. */
final class Answers {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final Runnable listener;
  private long count;

  /**
   * None yet.
   *
   * @param listener is told of each
   */
  Answers(Runnable listener) {
    this.listener = listener;
  }

  /** One has come. */
  void came() {
    lock.lock();
    try {
      count++;
      came.signalAll();
    } finally {
      lock.unlock();
    }
    listener.run();
  }

  /** How many have come. */
  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until more have come than there were; not for longer than some time.
   *
   * @throws InterruptedException when the thread was interrupted
   */
  void awaitMoreThan(long before, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (count <= before && left > 0) {
        left = came.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
