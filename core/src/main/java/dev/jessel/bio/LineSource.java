// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

/** A Bio that can read up to the end of a line ({@code BIO_gets}). */
public interface LineSource {
  /**
   * Reads through the next newline, but at most {@code len} bytes, and at most what is there.
   *
   * @return the number of bytes read; else as {@link Bio#read}, except that nothing to read may be
   *     0 where the kind says so
   */
  int readLine(byte[] b, int off, int len);
}
