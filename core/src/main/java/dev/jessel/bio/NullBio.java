// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

/** Takes everything and has nothing to read. Answers to {@code BIO_s_null}. */
public final class NullBio extends Bio implements LineSource {
  /** A Bio without any state. */
  public NullBio() {}

  @Override
  protected int doRead(byte[] b, int off, int len) {
    return 0;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) {
    return len;
  }

  /** Always 0. */
  @Override
  public int readLine(byte[] b, int off, int len) {
    return 0;
  }

  /** Always true. */
  @Override
  public boolean eof() {
    return true;
  }

  /** Does nothing. Always true. */
  @Override
  public boolean reset() {
    return true;
  }
}
