// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands all that passes to a capture, record by record. What is received is held until the next
 * operation: by then it has been looked at, and if secrets came of it they are known and go before
 * it. A ServerHello after its secrets is what Wireshark needs.
 */
final class CaptureBio extends FilterBio {
  private final Capture capture;
  private final TcpConversation conversation;
  private final RecordAssembler sent = new RecordAssembler();
  private final RecordAssembler received = new RecordAssembler();
  private final Queue<Packet> held = new ArrayDeque<>();

  /** Starts with the packets that make a connection. */
  CaptureBio(Bio transport, Capture capture, Endpoint own, Endpoint peer, boolean isClient) {
    super(transport);
    this.capture = capture;
    this.conversation = new TcpConversation(own, peer, isClient, this::hold);
    conversation.open();
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    synchronized (held) {
      release();
    }
    int count = readNext(b, off, len);
    synchronized (held) {
      if (count > 0) {
        pass(false, received, b, off, count);
      } else if (count == 0) {
        end(false, received);
      }
    }
    return count;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    int count = writeNext(b, off, len);
    if (count > 0) {
      synchronized (held) {
        pass(true, sent, b, off, count);
        release();
      }
    }
    return count;
  }

  @Override
  protected void doClose() {
    synchronized (held) {
      received.rest().ifPresent(bytes -> conversation.data(false, bytes));
      end(true, sent);
      release();
    }
  }

  private void pass(boolean isSent, RecordAssembler into, byte[] b, int off, int count) {
    into.add(b, off, count);
    for (var record = into.next(); record.isPresent(); record = into.next()) {
      conversation.data(isSent, record.get());
    }
  }

  private void end(boolean isSent, RecordAssembler cutOff) {
    cutOff.rest().ifPresent(bytes -> conversation.data(isSent, bytes));
    conversation.end(isSent);
  }

  private void hold(byte[] frame, boolean isSent) {
    held.add(new Packet(Instant.now(), frame, isSent));
  }

  private void release() {
    for (Packet packet = held.poll(); packet != null; packet = held.poll()) {
      capture.write(packet);
    }
  }
}
