// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Text over a connection on a blocking transport. */
final class Lines {
  private Lines() {}

  static void send(Ssl ssl, String line) throws IOException {
    ssl.write((line + "\n").getBytes(ISO_8859_1));
  }

  /** The next line without its end; what follows it stays for the next call. */
  static String receive(Ssl ssl) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (ssl.read(one.clear()) == SslStatus.DONE) {
      if (one.get(0) == '\n') {
        return line.toString(ISO_8859_1);
      }
      line.write(one.get(0));
    }
    throw new EOFException("the peer closed within a line, after \"" + line + "\"");
  }

  /** Sends a line and receives the answer. */
  static String ask(Ssl ssl, String line) throws IOException {
    send(ssl, line);
    return receive(ssl);
  }

  /** Answers each line with its mirror image until the peer closes its side. */
  static void mirror(Ssl ssl) throws IOException {
    while (ssl.peek(ByteBuffer.allocate(1)) == SslStatus.DONE) {
      send(ssl, new StringBuilder(receive(ssl)).reverse().toString());
    }
  }

  /** Reads until the peer says goodbye. */
  static String receiveAll(Ssl ssl) throws IOException {
    return new String(ssl.inputStream().readAllBytes(), ISO_8859_1);
  }
}
