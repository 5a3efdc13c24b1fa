// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import java.io.ByteArrayOutputStream;

/** Sends each line back, last byte first. The line {@code CLOSE} ends the connection. */
final class ReverseLines implements Service {
  private static final int LONGEST_LINE = 16 * 1024;

  private final ServerConnection client;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  ReverseLines(ServerConnection client) {
    this.client = client;
  }

  @Override
  public void received(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        answer();
      } else {
        line.write(bytes[i]);
        if (line.size() == LONGEST_LINE) {
          answer();
        }
      }
    }
  }

  private void answer() {
    byte[] forwards = line.toByteArray();
    line.reset();
    int length = forwards.length;
    while (length > 0 && forwards[length - 1] == '\r') {
      length--;
    }
    if (isClose(forwards, length)) {
      client.finish();
      return;
    }
    byte[] backwards = new byte[length + 1];
    for (int i = 0; i < length; i++) {
      backwards[i] = forwards[length - 1 - i];
    }
    backwards[length] = '\n';
    client.send(backwards);
  }

  private static boolean isClose(byte[] line, int length) {
    return length == 5
        && line[0] == 'C'
        && line[1] == 'L'
        && line[2] == 'O'
        && line[3] == 'S'
        && line[4] == 'E';
  }
}
