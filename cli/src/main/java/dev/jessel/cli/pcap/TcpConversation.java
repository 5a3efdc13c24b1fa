// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Turns two streams of bytes into the packets of a TCP connection: handshake, data with sequence
 * numbers that fit, end. Both sides get everything at once, so nothing is lost or sent again. Not
 * thread-safe.
 */
final class TcpConversation {
  private static final int CLIENT_START = 0x1000_0000;
  private static final int SERVER_START = 0x2000_0000;

  private final boolean isClient;
  private final Side own;
  private final Side peer;
  private final BiConsumer<byte[], Boolean> sink;

  /** What one side has sent. */
  private static final class Side {
    final Endpoint endpoint;
    int next;
    boolean ended;

    Side(Endpoint endpoint, int start) {
      this.endpoint = endpoint;
      this.next = start;
    }
  }

  /**
   * A connection that is about to be made.
   *
   * @param isClient whether the own side connects
   * @param sink takes frames, and whether the own side sent them
   */
  TcpConversation(Endpoint own, Endpoint peer, boolean isClient, BiConsumer<byte[], Boolean> sink) {
    this.isClient = isClient;
    this.own = new Side(own, isClient ? CLIENT_START : SERVER_START);
    this.peer = new Side(peer, isClient ? SERVER_START : CLIENT_START);
    this.sink = sink;
  }

  /** SYN, SYN and ACK, ACK. */
  void open() {
    emit(isClient, TcpSegment.SYN, 1);
    emit(!isClient, TcpSegment.SYN | TcpSegment.ACK, 1);
    emit(isClient, TcpSegment.ACK, 0);
  }

  /** Data in one direction; in one packet if it fits. */
  void data(boolean sent, byte[] bytes) {
    for (int from = 0; from < bytes.length; from += TcpSegment.MAX_PAYLOAD) {
      int to = Math.min(bytes.length, from + TcpSegment.MAX_PAYLOAD);
      emit(sent, TcpSegment.PSH | TcpSegment.ACK, Arrays.copyOfRange(bytes, from, to), 0);
    }
  }

  /** One direction ends: FIN, and the other side's ACK. */
  void end(boolean sent) {
    Side side = sent ? own : peer;
    if (!side.ended) {
      side.ended = true;
      emit(sent, TcpSegment.FIN | TcpSegment.ACK, 1);
      emit(!sent, TcpSegment.ACK, 0);
    }
  }

  private void emit(boolean sent, int flags, int length) {
    emit(sent, flags, new byte[0], length);
  }

  /** SYN and FIN count as a byte each. */
  private void emit(boolean sent, int flags, byte[] payload, int flagLength) {
    Side from = sent ? own : peer;
    Side to = sent ? peer : own;
    int acknowledged = (flags & TcpSegment.ACK) == 0 ? 0 : to.next;
    TcpSegment segment =
        new TcpSegment(
            from.endpoint, to.endpoint, from.next, acknowledged, flags, sent == isClient);
    sink.accept(segment.frame(payload), sent);
    from.next += payload.length + flagLength;
  }
}
