// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.record.BufferPool;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.HandshakeMessage;
import java.util.Optional;

/**
 * Handshake messages that wait to be sealed together. It holds memory only while it holds messages.
 * Not thread-safe: it belongs to the write half.
 */
final class Flight {
  private final BufferPool pool;
  private Optional<Held> held = Optional.empty();
  private int last;

  /** Memory from the pool, and the writer that has it: a large flight goes on elsewhere. */
  private static final class Held {
    final byte[] memory;
    final ByteWriter messages;

    Held(byte[] memory) {
      this.memory = memory;
      this.messages = new ByteWriter(memory);
    }
  }

  Flight(BufferPool pool) {
    this.pool = pool;
  }

  /** True when nothing waits. */
  boolean isEmpty() {
    return held.isEmpty() || held.get().messages.size() == 0;
  }

  /** Adds a message: all of it, or nothing when it does not fit into its own fields. */
  void add(HandshakeMessage message) {
    if (held.isEmpty()) {
      held = Optional.of(new Held(pool.take()));
    }
    ByteWriter messages = held.get().messages;
    last = messages.size();
    try {
      message.encode(messages);
    } catch (RuntimeException e) {
      messages.cut(last);
      throw e;
    }
  }

  /** Lends the message that was added last. */
  void lendLast(Bytes.Reader reader) {
    held.orElseThrow().messages.lendTo(last, reader);
  }

  /** Lends all messages, one after the other; they are gone, even if the reader throws. */
  void drainTo(Bytes.Reader reader) {
    Held all = held.orElseThrow();
    // First: whoever pads records may close the connection, and nobody may use the memory then.
    held = Optional.empty();
    try {
      all.messages.lendTo(0, reader);
    } finally {
      giveBack(all);
    }
  }

  /** Moves the messages to memory of their own size, while somebody outside is waited for. */
  void rest() {
    if (isEmpty()) {
      end();
      return;
    }
    Held all = held.get();
    if (all.memory.length != all.messages.size()) {
      Held resting = new Held(new byte[all.messages.size()]);
      all.messages.lendTo(0, resting.messages::bytes);
      held = Optional.of(resting);
      giveBack(all);
    }
  }

  /** Drops all messages. */
  void end() {
    held.ifPresent(this::giveBack);
    held = Optional.empty();
  }

  private void giveBack(Held all) {
    pool.giveWiped(all.memory, Math.min(all.memory.length, all.messages.size()));
  }
}
