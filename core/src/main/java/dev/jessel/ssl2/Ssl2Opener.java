// SPDX-License-Identifier: Apache-2.0
package dev.jessel.ssl2;

import dev.jessel.error.TlsException;

/**
 * Opens the records of SSLv2, which have a header of their own and may be longer than those of TLS:
 * what has come of one is collected here. One object serves a connection. Not thread-safe.
 */
public interface Ssl2Opener {
  /**
   * Whether a connection begins with such a record.
   *
   * @param head array with its first five bytes
   * @param offset where they start
   */
  boolean begins(byte[] head, int offset);

  /**
   * Takes what belongs to the record that is being collected.
   *
   * @param in array with what has come
   * @param offset where it starts
   * @param length its length, 0 or more
   * @return how much of it was taken
   * @throws TlsException when the header is not that of a record we may receive
   */
  int take(byte[] in, int offset, int length) throws TlsException;

  /** Bytes that must come before the record can be opened, as far as its header tells. */
  int missing();

  /**
   * Opens the record, of which nothing is missing.
   *
   * @throws TlsException when it cannot be opened
   */
  Ssl2Content open() throws TlsException;

  /** True when a part of a record is held. */
  boolean holdsAnything();

  /** Forgets keys and what is held. */
  void destroy();
}
