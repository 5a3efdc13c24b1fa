// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A cursor over bytes from the peer. Each method takes what it names and moves on; whatever is not
 * there, or is longer or shorter than it may be, is a {@link TlsException} with {@link
 * SslReason#LENGTH_MISMATCH} ({@code decode_error}). Lengths are checked before anything is
 * allocated. The array is read in place and must not change meanwhile. Not thread-safe.
 */
public final class ByteReader {
  private static final int MAX_U8 = 0xff;
  private static final int MAX_U16 = 0xffff;
  private static final int MAX_U24 = 0xffffff;

  private final byte[] array;
  private final int end;
  private int position;

  /**
   * Reads a whole array.
   *
   * @param array what to read
   */
  public ByteReader(byte[] array) {
    this(array, 0, array.length);
  }

  /**
   * Reads a part of an array.
   *
   * @param array what to read
   * @param offset index of the first byte
   * @param length number of bytes
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public ByteReader(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    this.array = array;
    this.position = offset;
    this.end = offset + length;
  }

  /**
   * Reads a byte string.
   *
   * @param bytes what to read
   * @return a reader at its start
   */
  public static ByteReader of(Bytes bytes) {
    return new ByteReader(bytes.shared());
  }

  /**
   * Reads the end of a byte string.
   *
   * @param bytes what to read
   * @param from the number of bytes to leave out at the beginning
   * @return a reader behind them
   * @throws IndexOutOfBoundsException if there are fewer
   */
  public static ByteReader of(Bytes bytes, int from) {
    return new ByteReader(bytes.shared(), from, bytes.length() - from);
  }

  /**
   * How many bytes are left.
   *
   * @return 0 and up
   */
  public int remaining() {
    return end - position;
  }

  /**
   * Whether nothing is left.
   *
   * @return true at the end
   */
  public boolean isEmpty() {
    return position == end;
  }

  /**
   * Checks that everything has been read.
   *
   * @throws TlsException if something is left
   */
  public void expectEnd() throws TlsException {
    if (!isEmpty()) {
      throw new TlsException(SslReason.LENGTH_MISMATCH, remaining() + " bytes too many");
    }
  }

  /**
   * An unsigned byte.
   *
   * @return 0 to 2^8 - 1
   * @throws TlsException if it is not there
   */
  public int u8() throws TlsException {
    return array[advance(1)] & 0xff;
  }

  /**
   * An unsigned 16-bit number, most significant byte first.
   *
   * @return 0 to 2^16 - 1
   * @throws TlsException if it is not there
   */
  public int u16() throws TlsException {
    int start = advance(2);
    return (array[start] & 0xff) << 8 | array[start + 1] & 0xff;
  }

  /**
   * An unsigned 24-bit number, most significant byte first.
   *
   * @return 0 to 2^24 - 1
   * @throws TlsException if it is not there
   */
  public int u24() throws TlsException {
    int start = advance(3);
    return (array[start] & 0xff) << 16 | (array[start + 1] & 0xff) << 8 | array[start + 2] & 0xff;
  }

  /**
   * An unsigned 32-bit number, most significant byte first.
   *
   * @return 0 to 2^32 - 1
   * @throws TlsException if it is not there
   */
  public long u32() throws TlsException {
    int start = advance(4);
    return (array[start] & 0xffL) << 24
        | (array[start + 1] & 0xffL) << 16
        | (array[start + 2] & 0xffL) << 8
        | array[start + 3] & 0xffL;
  }

  /**
   * A copy of the next bytes.
   *
   * @param count how many
   * @return exactly that many
   * @throws TlsException if they are not all there
   */
  public Bytes bytes(int count) throws TlsException {
    return Bytes.copyOf(array, advance(count), count);
  }

  /**
   * A copy of all that is left.
   *
   * @return maybe empty
   */
  public Bytes rest() {
    Bytes rest = Bytes.copyOf(array, position, remaining());
    position = end;
    return rest;
  }

  /**
   * The content of an {@code opaque<0..2^8-1>}.
   *
   * @return maybe empty
   * @throws TlsException if it is not all there
   */
  public Bytes opaque8() throws TlsException {
    return opaque8(0, MAX_U8);
  }

  /**
   * The content of an {@code opaque<min..max>} with one byte of length.
   *
   * @param min the least length
   * @param max the greatest length
   * @return its bytes
   * @throws TlsException if it is not all there, or its length is out of range
   */
  public Bytes opaque8(int min, int max) throws TlsException {
    return bytes(length(u8(), min, max));
  }

  /**
   * The content of an {@code opaque<0..2^16-1>}.
   *
   * @return maybe empty
   * @throws TlsException if it is not all there
   */
  public Bytes opaque16() throws TlsException {
    return opaque16(0, MAX_U16);
  }

  /**
   * The content of an {@code opaque<min..max>} with two bytes of length.
   *
   * @param min the least length
   * @param max the greatest length
   * @return its bytes
   * @throws TlsException if it is not all there, or its length is out of range
   */
  public Bytes opaque16(int min, int max) throws TlsException {
    return bytes(length(u16(), min, max));
  }

  /**
   * The content of an {@code opaque<0..2^24-1>}.
   *
   * @return maybe empty
   * @throws TlsException if it is not all there
   */
  public Bytes opaque24() throws TlsException {
    return opaque24(0, MAX_U24);
  }

  /**
   * The content of an {@code opaque<min..max>} with three bytes of length.
   *
   * @param min the least length
   * @param max the greatest length
   * @return its bytes
   * @throws TlsException if it is not all there, or its length is out of range
   */
  public Bytes opaque24(int min, int max) throws TlsException {
    return bytes(length(u24(), min, max));
  }

  /**
   * A vector with one byte of length, to be read item by item.
   *
   * @return a reader of its content
   * @throws TlsException if it is not all there
   */
  public ByteReader vector8() throws TlsException {
    return vector8(0, MAX_U8);
  }

  /**
   * A vector {@code <min..max>} with one byte of length, to be read item by item.
   *
   * @param min the least number of bytes
   * @param max the greatest number of bytes
   * @return a reader of its content
   * @throws TlsException if it is not all there, or its length is out of range
   */
  public ByteReader vector8(int min, int max) throws TlsException {
    return part(length(u8(), min, max));
  }

  /**
   * A vector with two bytes of length, to be read item by item.
   *
   * @return a reader of its content
   * @throws TlsException if it is not all there
   */
  public ByteReader vector16() throws TlsException {
    return vector16(0, MAX_U16);
  }

  /**
   * A vector {@code <min..max>} with two bytes of length, to be read item by item.
   *
   * @param min the least number of bytes
   * @param max the greatest number of bytes
   * @return a reader of its content
   * @throws TlsException if it is not all there, or its length is out of range
   */
  public ByteReader vector16(int min, int max) throws TlsException {
    return part(length(u16(), min, max));
  }

  /**
   * A vector with three bytes of length, to be read item by item.
   *
   * @return a reader of its content
   * @throws TlsException if it is not all there
   */
  public ByteReader vector24() throws TlsException {
    return vector24(0, MAX_U24);
  }

  /**
   * A vector {@code <min..max>} with three bytes of length, to be read item by item.
   *
   * @param min the least number of bytes
   * @param max the greatest number of bytes
   * @return a reader of its content
   * @throws TlsException if it is not all there, or its length is out of range
   */
  public ByteReader vector24(int min, int max) throws TlsException {
    return part(length(u24(), min, max));
  }

  /**
   * Decodes items until nothing is left: the rest of a vector.
   *
   * @param <T> what an item is
   * @param decoder takes one item, at least one byte
   * @return the items in their order, immutable, maybe empty
   * @throws TlsException if the decoder throws it
   */
  public <T> List<T> items(ItemDecoder<T> decoder) throws TlsException {
    if (isEmpty()) {
      return List.of();
    }
    int all = remaining();
    T first = decoder.decode(this);
    // As many as there are if all are as long as the first.
    List<T> items = new ArrayList<>(all / Math.max(1, all - remaining()));
    items.add(first);
    while (!isEmpty()) {
      items.add(decoder.decode(this));
    }
    return List.copyOf(items);
  }

  private ByteReader part(int length) throws TlsException {
    return new ByteReader(array, advance(length), length);
  }

  private static int length(int length, int min, int max) throws TlsException {
    if (length < min || length > max) {
      throw new TlsException(
          SslReason.LENGTH_MISMATCH, length + " bytes, " + min + " to " + max + " allowed");
    }
    return length;
  }

  private int advance(int count) throws TlsException {
    if (count > remaining()) {
      throw new TlsException(
          SslReason.LENGTH_MISMATCH, count + " bytes wanted, " + remaining() + " left");
    }
    int start = position;
    position += count;
    return start;
  }

  /**
   * Takes one item of a vector.
   *
   * @param <T> what an item is
   */
  @FunctionalInterface
  public interface ItemDecoder<T> {
    /**
     * Takes one item.
     *
     * @param in where from
     * @return the item
     * @throws TlsException if the bytes are not an item
     */
    T decode(ByteReader in) throws TlsException;
  }
}
