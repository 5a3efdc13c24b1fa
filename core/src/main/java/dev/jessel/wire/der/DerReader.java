// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.der;

import dev.jessel.wire.Bytes;

/**
 * A cursor over consecutive DER elements. Lenient where OpenSSL is: lengths may be longer than
 * needed. Indefinite lengths and tag numbers above 30 are refused; nothing in a certificate or a
 * key needs them. Not safe for use by several threads.
 */
public final class DerReader {
  private static final int MAX_LENGTH_BYTES = 4;

  private final byte[] source;
  private final int end;
  private int position;

  DerReader(byte[] source, int start, int end) {
    this.source = source;
    this.position = start;
    this.end = end;
  }

  /** Reads an array that the caller does not change meanwhile. */
  public static DerReader of(byte[] source) {
    return new DerReader(source, 0, source.length);
  }

  public static DerReader of(Bytes source) {
    return of(source.toArray());
  }

  public boolean isEmpty() {
    return position == end;
  }

  /** Whether there is a next element and it has this tag. */
  public boolean nextIs(int tag) {
    return position < end && (source[position] & 0xFF) == tag;
  }

  public DerElement next() throws DerException {
    int start = position;
    int tag = u8();
    if ((tag & 0x1F) == 0x1F) {
      throw new DerException("tag number above 30");
    }
    int length = length();
    if (length > end - position) {
      throw new DerException("element is longer than what holds it");
    }
    int content = position;
    position += length;
    return new DerElement(tag, source, start, content, position);
  }

  public DerElement next(int tag) throws DerException {
    DerElement element = next();
    if (element.tag() != tag) {
      throw new DerException("tag " + element.tag() + " instead of " + tag);
    }
    return element;
  }

  /** The content of the SEQUENCE that comes next. */
  public DerReader sequence() throws DerException {
    return next(DerTag.SEQUENCE).content();
  }

  public void expectEnd() throws DerException {
    if (position != end) {
      throw new DerException("bytes after the last element");
    }
  }

  private int u8() throws DerException {
    if (position == end) {
      throw new DerException("element is cut off");
    }
    return source[position++] & 0xFF;
  }

  private int length() throws DerException {
    int first = u8();
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7F;
    if (count == 0 || count > MAX_LENGTH_BYTES) {
      throw new DerException("length in " + count + " bytes");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | u8();
    }
    if (length > Integer.MAX_VALUE) {
      throw new DerException("length above 2^31");
    }
    return (int) length;
  }
}
