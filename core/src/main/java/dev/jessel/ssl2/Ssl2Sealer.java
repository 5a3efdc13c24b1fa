// SPDX-License-Identifier: Apache-2.0
package dev.jessel.ssl2;

import dev.jessel.wire.Bytes;

/** Seals the records of SSLv2. One object serves a connection. Not thread-safe. */
public interface Ssl2Sealer {
  /** The most content bytes that a record holds, whatever protects it. */
  int MAX_CONTENT = 16_360;

  /** The most bytes that a record has beside its content: header, MAC and padding. */
  int OVERHEAD = 3 + 16 + 7;

  /**
   * Writes one record.
   *
   * @param content array with the content
   * @param offset where it starts
   * @param length its length, at most {@link #MAX_CONTENT}
   * @return the record, its header included
   */
  Bytes seal(byte[] content, int offset, int length);

  /** Forgets the keys; nothing can be sealed any more. */
  void destroy();
}
