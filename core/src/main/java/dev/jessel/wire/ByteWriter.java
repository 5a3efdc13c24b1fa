// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A growing buffer with nested length prefixes. A vector's body writes into the same writer; its
 * length is filled in when the body returns. A value that does not fit into its field is a bug of
 * the caller, and an {@link IllegalArgumentException}. Methods return this writer. Not thread-safe.
 */
public final class ByteWriter {
  private static final int INITIAL_CAPACITY = 128;
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

  private static final byte[] NONE = new byte[0];

  private byte[] buffer;
  private int size;

  /** An empty writer, which takes memory when it is first written to. */
  public ByteWriter() {
    this(NONE);
  }

  /**
   * An empty writer.
   *
   * @param memory where to write as long as there is room; nobody else may use it meanwhile
   */
  public ByteWriter(byte[] memory) {
    this.buffer = memory;
  }

  /**
   * The number of bytes written.
   *
   * @return 0 and up
   */
  public int size() {
    return size;
  }

  /**
   * Writes one byte.
   *
   * @param value 0 to 2^8 - 1
   * @return this
   */
  public ByteWriter u8(int value) {
    return number(value, 1);
  }

  /**
   * Writes two bytes, most significant first.
   *
   * @param value 0 to 2^16 - 1
   * @return this
   */
  public ByteWriter u16(int value) {
    return number(value, 2);
  }

  /**
   * Writes three bytes, most significant first.
   *
   * @param value 0 to 2^24 - 1
   * @return this
   */
  public ByteWriter u24(int value) {
    return number(value, 3);
  }

  /**
   * Writes four bytes, most significant first.
   *
   * @param value 0 to 2^32 - 1
   * @return this
   */
  public ByteWriter u32(long value) {
    return number(value, 4);
  }

  /**
   * Writes bytes without a length.
   *
   * @param bytes what to write
   * @return this
   */
  public ByteWriter bytes(Bytes bytes) {
    return bytes(bytes.shared());
  }

  /**
   * Writes bytes without a length.
   *
   * @param bytes what to write
   * @return this
   */
  public ByteWriter bytes(byte[] bytes) {
    return bytes(bytes, 0, bytes.length);
  }

  /**
   * Writes a part of an array without a length.
   *
   * @param array where to copy from
   * @param offset index of the first byte
   * @param length number of bytes
   * @return this
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public ByteWriter bytes(byte[] array, int offset, int length) {
    int start = reserve(length);
    System.arraycopy(array, offset, buffer, start, length);
    return this;
  }

  /**
   * Writes one byte of length and the content.
   *
   * @param content at most 2^8 - 1 bytes
   * @return this
   */
  public ByteWriter opaque8(Bytes content) {
    return u8(content.length()).bytes(content);
  }

  /**
   * Writes two bytes of length and the content.
   *
   * @param content at most 2^16 - 1 bytes
   * @return this
   */
  public ByteWriter opaque16(Bytes content) {
    return u16(content.length()).bytes(content);
  }

  /**
   * Writes three bytes of length and the content.
   *
   * @param content at most 2^24 - 1 bytes
   * @return this
   */
  public ByteWriter opaque24(Bytes content) {
    return u24(content.length()).bytes(content);
  }

  /**
   * Writes one byte of length and what the body writes.
   *
   * @param body writes at most 2^8 - 1 bytes
   * @return this
   */
  public ByteWriter vector8(Consumer<ByteWriter> body) {
    return vector(1, body);
  }

  /**
   * Writes two bytes of length and what the body writes.
   *
   * @param body writes at most 2^16 - 1 bytes
   * @return this
   */
  public ByteWriter vector16(Consumer<ByteWriter> body) {
    return vector(2, body);
  }

  /**
   * Writes three bytes of length and what the body writes.
   *
   * @param body writes at most 2^24 - 1 bytes
   * @return this
   */
  public ByteWriter vector24(Consumer<ByteWriter> body) {
    return vector(3, body);
  }

  /**
   * All that was written.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /**
   * All that was written.
   *
   * @return a byte string of its own
   */
  public Bytes toBytes() {
    return Bytes.own(toByteArray());
  }

  /**
   * Lends what was written, without a copy.
   *
   * @param from the number of bytes to leave out at the beginning
   * @param reader is done with them when it returns, and writes nothing meanwhile
   * @throws IndexOutOfBoundsException if fewer were written
   */
  public void lendTo(int from, Bytes.Reader reader) {
    Objects.checkIndex(from, size + 1);
    reader.read(buffer, from, size - from);
  }

  /**
   * Wipes what was written last, and keeps the memory.
   *
   * @param newSize the number of bytes to keep
   * @throws IndexOutOfBoundsException if fewer were written
   */
  public void cut(int newSize) {
    int end = size;
    size = Objects.checkIndex(newSize, end + 1);
    Arrays.fill(buffer, size, end, (byte) 0);
  }

  private ByteWriter vector(int width, Consumer<ByteWriter> body) {
    int prefix = reserve(width);
    int start = size;
    body.accept(this);
    put(prefix, size - start, width);
    return this;
  }

  private ByteWriter number(long value, int width) {
    put(reserve(width), value, width);
    return this;
  }

  private void put(int position, long value, int width) {
    if (value < 0 || value >= 1L << 8 * width) {
      throw new IllegalArgumentException(value + " does not fit into " + width + " bytes");
    }
    for (int i = 0; i < width; i++) {
      buffer[position + i] = (byte) (value >>> 8 * (width - 1 - i));
    }
  }

  private int reserve(int count) {
    int start = size;
    int newSize = Math.addExact(size, count);
    if (newSize > buffer.length) {
      int enough = Math.max(newSize, (int) Math.min(2L * buffer.length, MAX_CAPACITY));
      buffer = Arrays.copyOf(buffer, Math.max(enough, INITIAL_CAPACITY));
    }
    size = newSize;
    return start;
  }
}
