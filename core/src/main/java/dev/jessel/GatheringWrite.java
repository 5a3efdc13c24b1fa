// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.TlsException;
import dev.jessel.record.BufferPool;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The bytes of several buffers, cut into records as if they stood in one: every record but the last
 * is full. What fills a record alone and has an array is sealed from there; small pieces, and those
 * outside of the heap, are copied together once.
 */
final class GatheringWrite {
  private final ByteBuffer[] sources;
  private final int end;
  private int next;

  GatheringWrite(ByteBuffer[] sources, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, sources.length);
    this.sources = sources.clone();
    this.next = offset;
    this.end = offset + length;
    for (int i = offset; i < end; i++) {
      Objects.requireNonNull(sources[i]);
    }
  }

  boolean hasRemaining() {
    next = nextFilled(next);
    return next < end;
  }

  /** Seals one record, when something remains. Positions move by what is in it. */
  void seal(Exchange to, BufferPool pool) throws TlsException, SslException {
    ByteBuffer first = sources[next];
    int capacity = to.connection().recordCapacity();
    boolean alone = first.remaining() >= capacity || nextFilled(next + 1) == end;
    if (alone && first.hasArray()) {
      int at = first.arrayOffset() + first.position();
      int sealed = to.seal(first.array(), at, first.remaining());
      first.position(first.position() + sealed);
      return;
    }
    byte[] copy = pool.take();
    int count = gather(copy, Math.min(copy.length, capacity));
    for (int done = 0; done < count; ) {
      // All at once, but where a growing record has become a small one again since it was asked.
      done += to.seal(copy, done, count - done);
    }
    pool.giveWiped(copy, count);
  }

  /** Takes from the buffers, so that one which stands there twice is taken once. */
  private int gather(byte[] target, int room) {
    int count = 0;
    for (int i = next; i < end && count < room; i++) {
      ByteBuffer source = sources[i];
      int piece = Math.min(source.remaining(), room - count);
      source.get(target, count, piece);
      count += piece;
    }
    return count;
  }

  private int nextFilled(int from) {
    int at = from;
    while (at < end && !sources[at].hasRemaining()) {
      at++;
    }
    return at;
  }
}
