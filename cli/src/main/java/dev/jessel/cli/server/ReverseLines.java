// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Sends each line back, last byte first. The line {@code CLOSE} ends the connection. */
final class ReverseLines implements Service {
  private static final int LONGEST_LINE = 16 * 1024;

  private final ServerConnection client;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

  ReverseLines(ServerConnection client) {
    this.client = client;
  }

  @Override
  public void received(byte[] bytes, int length) {
    boolean close = false;
    for (int i = 0; i < length && !close; i++) {
      if (bytes[i] != '\n') {
        line.write(bytes[i]);
      }
      if (bytes[i] == '\n' || line.size() == LONGEST_LINE) {
        close = !answer();
      }
    }
    if (answers.size() > 0) {
      client.send(answers.toByteArray());
      answers.reset();
    }
    if (close) {
      client.finish();
    }
  }

  /** Answers a line; false when it asks for the end. */
  private boolean answer() {
    byte[] forwards = line.toByteArray();
    line.reset();
    int length = forwards.length;
    while (length > 0 && forwards[length - 1] == '\r') {
      length--;
    }
    if (isClose(forwards, length)) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      answers.write(forwards[i]);
    }
    answers.write('\n');
    return true;
  }

  private static boolean isClose(byte[] line, int length) {
    return new String(line, 0, length, StandardCharsets.ISO_8859_1).equals("CLOSE");
  }
}
