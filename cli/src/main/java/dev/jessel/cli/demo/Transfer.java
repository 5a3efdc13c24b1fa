// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import dev.jessel.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * So many bytes of a pattern, on their way through a connection over a blocking transport.
 *
 * @param pattern what is sent
 * @param size how many bytes
 */
record Transfer(Pattern pattern, long size) {
  private static final int RECORD = 16 * 1024;

  /** Sends all of it. */
  void send(Ssl ssl) throws IOException, CommandFailure {
    for (long sent = 0; sent < size; ) {
      ByteBuffer slice = pattern.from(sent, size - sent);
      int length = slice.remaining();
      SslStatus status = ssl.write(slice);
      if (status != SslStatus.DONE) {
        throw new CommandFailure("a blocking write stopped with " + status);
      }
      sent += length;
    }
  }

  /**
   * Receives all of it and looks at every byte.
   *
   * @param progress is told after each read how many bytes are there
   */
  void receive(Ssl ssl, LongConsumer progress) throws IOException, CommandFailure {
    byte[] buffer = new byte[RECORD];
    for (long received = 0; received < size; ) {
      ByteBuffer target = ByteBuffer.wrap(buffer, 0, (int) Math.min(RECORD, size - received));
      SslStatus status = ssl.read(target);
      if (status != SslStatus.DONE) {
        throw new CommandFailure(
            "the stream stopped with " + status + " after " + received + " bytes of " + size);
      }
      if (!pattern.matches(received, buffer, target.position())) {
        throw new CommandFailure("wrong bytes between " + received + " and the end of a record");
      }
      received += target.position();
      progress.accept(received);
    }
  }
}
