// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A filter that puts a text and some blanks before each line that is written. Answers to {@code
 * BIO_f_prefix}. Reads pass through.
 *
 * <p>What stands before a line counts as written when the first byte of the line is; it is kept and
 * tried again when the Bio behind blocks.
 */
public final class PrefixBio extends FilterBio implements LineSource {
  private final ByteQueue owed = new ByteQueue();
  private String prefix = "";
  private int indent;
  private boolean atLineStart = true;

  /** A filter that gets the Bio behind it later, with {@link #push}. */
  public PrefixBio() {}

  /** A filter in front of {@code next}. */
  public PrefixBio(Bio next) {
    super(next);
  }

  /** Sets the text that stands before each line; empty for none. */
  public void prefix(String text) {
    prefix = text;
  }

  /** Sets the number of blanks that follow the prefix; negative ones count as none. */
  public void indent(int blanks) {
    indent = Math.max(blanks, 0);
  }

  /** The number of blanks that follow the prefix. */
  public int indent() {
    return indent;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    int taken = 0;
    while (taken < len) {
      int n = writeLine(b, off + taken, lineLength(b, off + taken, len - taken));
      if (n <= 0) {
        return taken > 0 ? taken : n;
      }
      taken += n;
    }
    return taken;
  }

  /** Also what stands before a line that was not written. */
  @Override
  public long writePending() {
    return owed.size() + super.writePending();
  }

  /** Passed on to the Bio behind this one; 0 if that has no lines. */
  @Override
  public int readLine(byte[] b, int off, int len) {
    return next() instanceof LineSource lines ? lines.readLine(b, off, len) : 0;
  }

  /** The next byte written begins a line; then passed on. */
  @Override
  public boolean reset() {
    owed.clear();
    atLineStart = true;
    return super.reset();
  }

  private int writeLine(byte[] b, int off, int len) throws IOException {
    if (atLineStart) {
      byte[] before = (prefix + " ".repeat(indent)).getBytes(StandardCharsets.UTF_8);
      owed.add(before, 0, before.length);
      atLineStart = false;
    }
    while (!owed.isEmpty()) {
      int n = writeNext(owed.array(), owed.head(), owed.size());
      if (n <= 0) {
        return n;
      }
      owed.skip(n);
    }
    int n = writeNext(b, off, len);
    atLineStart = n > 0 && b[off + n - 1] == '\n';
    return n;
  }

  private static int lineLength(byte[] b, int off, int len) {
    for (int i = 0; i < len; i++) {
      if (b[off + i] == '\n') {
        return i + 1;
      }
    }
    return len;
  }
}
