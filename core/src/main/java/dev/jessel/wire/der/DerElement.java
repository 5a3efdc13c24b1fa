// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.der;

import dev.jessel.wire.Bytes;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One DER element: a view of the array that it was read from. */
public final class DerElement {
  private static final int MAX_OID_LENGTH = 128;
  private static final Charset UTF_32 = Charset.forName("UTF-32BE");

  private final int tag;
  private final byte[] source;
  private final int start;
  private final int contentStart;
  private final int end;

  DerElement(int tag, byte[] source, int start, int contentStart, int end) {
    this.tag = tag;
    this.source = source;
    this.start = start;
    this.contentStart = contentStart;
    this.end = end;
  }

  public int tag() {
    return tag;
  }

  /** The elements inside. */
  public DerReader content() {
    return new DerReader(source, contentStart, end);
  }

  /** Identifier, length and content. */
  public byte[] encoded() {
    return Arrays.copyOfRange(source, start, end);
  }

  public Bytes encodedBytes() {
    return Bytes.copyOf(source, start, end - start);
  }

  /** The content alone. */
  public byte[] value() {
    return Arrays.copyOfRange(source, contentStart, end);
  }

  public Bytes valueBytes() {
    return Bytes.copyOf(source, contentStart, length());
  }

  public int length() {
    return end - contentStart;
  }

  public BigInteger integer() throws DerException {
    if (length() == 0) {
      throw new DerException("integer of no bytes");
    }
    return new BigInteger(source, contentStart, length());
  }

  /** A small integer: versions, counts, path lengths. Larger ones saturate. */
  public int smallInteger() throws DerException {
    BigInteger value = integer();
    BigInteger bound = BigInteger.valueOf(Integer.MAX_VALUE);
    return value.max(bound.negate()).min(bound).intValue();
  }

  public boolean bool() throws DerException {
    if (length() != 1) {
      throw new DerException("boolean of " + length() + " bytes");
    }
    return source[contentStart] != 0;
  }

  /** The bytes of a BIT STRING without the count of unused bits. */
  public byte[] bits() throws DerException {
    if (length() == 0 || source[contentStart] < 0 || source[contentStart] > 7) {
      throw new DerException("bit string without a valid count of unused bits");
    }
    return Arrays.copyOfRange(source, contentStart + 1, end);
  }

  /** An OBJECT IDENTIFIER in dotted form. */
  public String oid() throws DerException {
    boolean plausible = length() > 0 && length() <= MAX_OID_LENGTH && source[end - 1] >= 0;
    if (tag != DerTag.OBJECT_IDENTIFIER || !plausible) {
      throw new DerException("not an object identifier");
    }
    StringBuilder dotted = new StringBuilder();
    long component = 0;
    for (int i = contentStart; i < end; i++) {
      if (component > Long.MAX_VALUE >> 7) {
        return oidWithLargeNumbers();
      }
      component = component << 7 | source[i] & 0x7F;
      if (source[i] >= 0) {
        append(dotted, component);
        component = 0;
      }
    }
    return dotted.toString();
  }

  // X.690 8.19.4: the first component holds two arcs, the first of which is 0, 1 or 2.
  private static void append(StringBuilder dotted, long component) {
    if (dotted.length() > 0) {
      dotted.append('.').append(component);
      return;
    }
    long first = Math.min(component, 80) / 40;
    dotted.append(first).append('.').append(component - 40 * first);
  }

  // Rare, and slow.
  private String oidWithLargeNumbers() {
    StringBuilder dotted = new StringBuilder();
    BigInteger component = BigInteger.ZERO;
    for (int i = contentStart; i < end; i++) {
      component = component.shiftLeft(7).or(BigInteger.valueOf(source[i] & 0x7F));
      if (source[i] >= 0) {
        append(dotted, component);
        component = BigInteger.ZERO;
      }
    }
    return dotted.toString();
  }

  private static void append(StringBuilder dotted, BigInteger component) {
    if (component.bitLength() < Long.SIZE) {
      append(dotted, component.longValue());
    } else if (dotted.length() > 0) {
      dotted.append('.').append(component);
    } else {
      dotted.append("2.").append(component.subtract(BigInteger.valueOf(80)));
    }
  }

  /** Whether this is one of the string types. */
  public boolean isText() {
    return switch (tag) {
      case DerTag.UTF8_STRING,
          DerTag.NUMERIC_STRING,
          DerTag.PRINTABLE_STRING,
          DerTag.TELETEX_STRING,
          DerTag.IA5_STRING,
          DerTag.VISIBLE_STRING,
          DerTag.UNIVERSAL_STRING,
          DerTag.BMP_STRING ->
          true;
      default -> false;
    };
  }

  /** The characters of a string type. Single-byte types are read as Latin-1, as OpenSSL does. */
  public String text() {
    Charset charset =
        switch (tag) {
          case DerTag.UTF8_STRING -> StandardCharsets.UTF_8;
          case DerTag.BMP_STRING -> StandardCharsets.UTF_16BE;
          case DerTag.UNIVERSAL_STRING -> UTF_32;
          default -> StandardCharsets.ISO_8859_1;
        };
    return new String(source, contentStart, length(), charset);
  }
}
