// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Finds commands among what a user types: a line that is one letter and nothing else. All other
 * bytes are data and are passed on as soon as they come.
 */
public final class CommandLetters {
  private final String letters;
  private final Handler handler;
  private boolean atLineStart = true;
  private int held = -1;
  private boolean heldReturn;

  /** Takes what was found, in order. */
  public interface Handler {
    /** Bytes for the peer. */
    void data(byte[] bytes) throws IOException;

    /** A line with a letter alone. */
    void command(char letter) throws IOException;
  }

  /**
   * A finder.
   *
   * @param letters those that are commands; none for data alone
   */
  public CommandLetters(String letters, Handler handler) {
    this.letters = letters;
    this.handler = handler;
  }

  /** Takes the next bytes. */
  public void add(byte[] bytes, int length) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream(length + 2);
    for (int i = 0; i < length; i++) {
      accept(bytes[i], data);
    }
    pass(data);
  }

  /** There is no more; a letter without a line end counts. */
  public void end() throws IOException {
    if (held >= 0) {
      handler.command((char) held);
      held = -1;
    }
  }

  private void accept(byte next, ByteArrayOutputStream data) throws IOException {
    if (held < 0) {
      if (atLineStart && next > 0 && letters.indexOf(next) >= 0) {
        held = next;
      } else {
        data.write(next);
        atLineStart = next == '\n';
      }
    } else if (next == '\n') {
      pass(data);
      handler.command((char) held);
      release();
    } else if (next == '\r' && !heldReturn) {
      heldReturn = true;
    } else {
      // More than a letter: data after all.
      data.write(held);
      if (heldReturn) {
        data.write('\r');
      }
      release();
      data.write(next);
      atLineStart = false;
    }
  }

  private void release() {
    held = -1;
    heldReturn = false;
    atLineStart = true;
  }

  private void pass(ByteArrayOutputStream data) throws IOException {
    if (data.size() > 0) {
      byte[] bytes = data.toByteArray();
      data.reset();
      handler.data(bytes);
    }
  }
}
