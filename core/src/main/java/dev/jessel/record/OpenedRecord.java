// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/**
 * Where the content of the record opened last is, and what it is. One object serves a connection.
 */
public final class OpenedRecord {
  private static final int SKIPPED = -1;

  private int type;
  private byte[] array = new byte[0];
  private int from;
  private int length;
  private int innerLength;

  /** The real content type, {@code ContentType.code()}. */
  public int type() {
    return type;
  }

  /** The array that holds the content. */
  public byte[] array() {
    return array;
  }

  /** Index of the first byte of content. */
  public int start() {
    return from;
  }

  /** Length of the content in bytes. */
  public int length() {
    return length;
  }

  /** True when the content was encrypted. */
  public boolean wasEncrypted() {
    return innerLength >= 0;
  }

  /** Length of the decrypted plaintext with content type and padding; -1 for a plain record. */
  int innerLength() {
    return innerLength;
  }

  /** True when the record was one to let pass: there is no content. */
  public boolean wasSkipped() {
    return type == SKIPPED;
  }

  void skipped() {
    content(SKIPPED, array, 0, 0);
  }

  void content(int newType, byte[] newArray, int newFrom, int newLength) {
    decrypted(newType, newArray, newFrom, newLength, -1);
  }

  void decrypted(int newType, byte[] newArray, int newFrom, int newLength, int newInnerLength) {
    type = newType;
    array = newArray;
    from = newFrom;
    length = newLength;
    innerLength = newInnerLength;
  }
}
