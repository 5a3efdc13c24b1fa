// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

/**
 * What may be written before the handshake is over: a client's early data, and what a server says
 * before it knows to whom. Belongs to the write half.
 */
final class EarlyWriting {
  private volatile boolean allowed;
  private volatile long left;

  /**
   * It may be written from now on.
   *
   * @param limit bytes of it
   */
  void begin(long limit) {
    left = limit;
    allowed = true;
  }

  void end() {
    allowed = false;
  }

  boolean isAllowed() {
    return allowed;
  }

  /** Bytes that may still be written. */
  long left() {
    return allowed ? left : 0;
  }

  void written(int bytes) {
    long rest = left - bytes;
    left = rest;
  }
}
