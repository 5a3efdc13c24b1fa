// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.error.TlsException;

/**
 * How the records of one direction are protected in one key epoch. Counts its own sequence number.
 * Content types are ints here, because no object is made per record. Not thread-safe.
 */
public sealed interface RecordProtection
    permits NullProtection, Aead13Protection, OpenTypeProtection, Ssl2Protection {
  /** The most bytes that sealing adds to content and padding, the header included. */
  int overhead();

  /** The largest length field that a received record may carry. */
  int maxFragment();

  /**
   * Records that may still be sealed before RFC 9846 5.5 asks for new keys. Where TLS 1.2 has no
   * more of them, {@link #seal} throws {@link IllegalStateException}.
   */
  long sealsLeft();

  /**
   * True when there are keys: records are authenticated, and encrypted unless the suite is bare.
   */
  boolean encrypts();

  /** True when the type in the header is not the real one, and padding hides the length. */
  boolean hidesType();

  /**
   * True when content never stands in the array that has the record: neither while one is sealed
   * nor while one is opened, nor afterwards. Such an array may be somebody else's.
   */
  default boolean keepsContentApart() {
    return false;
  }

  /**
   * True when a record without content should go before each one of application data, since the IV
   * of a record is known before its content is.
   */
  default boolean wantsEmptyRecordFirst() {
    return false;
  }

  /**
   * Writes one record, header and body.
   *
   * @param type the real content type
   * @param in the array with the content
   * @param offset where the content starts
   * @param length length of the content, at most {@link RecordLimits#MAX_PLAINTEXT}
   * @param padding zero bytes to add where the protection can hide a length, else ignored
   * @param out the array that gets the record
   * @param outOffset where the record starts
   * @return length of the record
   */
  int seal(int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset);

  /**
   * Opens one record whose header has been checked.
   *
   * @param in the array with the record
   * @param offset where the record's header starts
   * @param length length of the body
   * @param out the array that gets the content; it has room for {@code length} bytes
   * @param outOffset where the content starts
   * @param opened gets the content type and the length
   * @throws TlsException when the record is forged, damaged or malformed
   */
  void open(byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened)
      throws TlsException;

  /** Forgets the keys. */
  void destroy();
}
