// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

/** Identifier bytes (X.690 8.1.2) that certificates and keys are made of. */
final class DerTag {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTF8_STRING = 0x0C;
  static final int NUMERIC_STRING = 0x12;
  static final int PRINTABLE_STRING = 0x13;
  static final int TELETEX_STRING = 0x14;
  static final int IA5_STRING = 0x16;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int VISIBLE_STRING = 0x1A;
  static final int UNIVERSAL_STRING = 0x1C;
  static final int BMP_STRING = 0x1E;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private DerTag() {}

  /** {@code [number]} around one value of a primitive type. */
  static int implicit(int number) {
    return 0x80 | number;
  }

  /** {@code [number]} around anything that is made of elements. */
  static int constructed(int number) {
    return 0xA0 | number;
  }
}
