// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Bytes on their way to a client that takes them when it likes. */
final class Outbox {
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
  private int size;

  /** Bytes that wait. */
  int size() {
    return size;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Adds bytes, which must not change any more. */
  void add(byte[] bytes) {
    waiting.add(ByteBuffer.wrap(bytes));
    size += bytes.length;
  }

  /**
   * Writes as much as the client takes.
   *
   * @return {@link SslStatus#DONE} when nothing is left
   */
  SslStatus writeTo(Ssl ssl) throws SslException {
    for (ByteBuffer head = waiting.peek(); head != null; head = waiting.peek()) {
      int before = head.remaining();
      SslStatus status = ssl.write(head);
      size -= before - head.remaining();
      if (status != SslStatus.DONE) {
        return status;
      }
      waiting.remove();
    }
    return SslStatus.DONE;
  }
}
