// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable byte string, compared by content. The array inside is never shared with the outside.
 * Comparison takes a time that depends on the lengths alone, so a MAC may be compared with {@link
 * #equals}. It is not a place for secrets: it cannot be wiped.
 */
public final class Bytes {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /**
   * Copies bytes.
   *
   * @param content what to copy
   * @return the byte string
   */
  public static Bytes of(byte... content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /**
   * Copies a part of an array.
   *
   * @param array where to copy from
   * @param offset index of the first byte
   * @param length number of bytes
   * @return the byte string
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static Bytes copyOf(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset, offset + length));
  }

  /**
   * Reads hexadecimal digits.
   *
   * @param digits an even number of digits, of either case
   * @return the byte string
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Bytes ofHex(String digits) {
    return own(HexFormat.of().parseHex(digits));
  }

  /** Takes an array that nobody else will write to. */
  static Bytes own(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  /**
   * The number of bytes.
   *
   * @return 0 and up
   */
  public int length() {
    return content.length;
  }

  /**
   * Whether there are no bytes.
   *
   * @return true for length 0
   */
  public boolean isEmpty() {
    return content.length == 0;
  }

  /**
   * One byte.
   *
   * @param index 0 to length - 1
   * @return the byte, signed as Java has it
   * @throws IndexOutOfBoundsException if there is no such byte
   */
  public byte at(int index) {
    return content[index];
  }

  /**
   * A part.
   *
   * @param offset index of the first byte
   * @param length number of bytes
   * @return a byte string of its own
   * @throws IndexOutOfBoundsException if the range is not inside
   */
  public Bytes slice(int offset, int length) {
    return offset == 0 && length == content.length ? this : copyOf(content, offset, length);
  }

  /**
   * This byte string and another one after it.
   *
   * @param next what follows
   * @return both
   */
  public Bytes plus(Bytes next) {
    byte[] both = Arrays.copyOf(content, Math.addExact(content.length, next.content.length));
    System.arraycopy(next.content, 0, both, content.length, next.content.length);
    return own(both);
  }

  /**
   * A copy that the caller may keep and change.
   *
   * @return a new array
   */
  public byte[] toArray() {
    return content.clone();
  }

  /**
   * Copies all bytes into an array.
   *
   * @param target where to
   * @param offset index of the first byte written
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(content, 0, target, offset, content.length);
  }

  /** Takes bytes in, which it must neither keep nor change. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads.
     *
     * @param array where they are
     * @param offset index of the first byte
     * @param length number of bytes
     */
    void read(byte[] array, int offset, int length);
  }

  /**
   * Lends the bytes, without a copy.
   *
   * @param reader is done with them when it returns
   */
  public void lendTo(Reader reader) {
    reader.read(content, 0, content.length);
  }

  /**
   * The content in hexadecimal. Not for logs of anything secret.
   *
   * @return two lower case digits for each byte
   */
  public String hex() {
    return HexFormat.of().formatHex(content);
  }

  /** The array itself, for the codec: whoever gets it must not write to it. */
  byte[] shared() {
    return content;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && MessageDigest.isEqual(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** The length alone, because nobody knows what a byte string is used for. */
  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
