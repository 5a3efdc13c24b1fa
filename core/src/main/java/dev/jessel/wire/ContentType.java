// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

/**
 * The type of a record (RFC 9846 section 5.1). Codes without a name are values too.
 *
 * @param code the code point, 0 to 2^8 - 1
 */
public record ContentType(int code) {
  /** Record type change_cipher_spec. */
  public static final ContentType CHANGE_CIPHER_SPEC = new ContentType(20);

  /** Record type alert. */
  public static final ContentType ALERT = new ContentType(21);

  /** Record type handshake. */
  public static final ContentType HANDSHAKE = new ContentType(22);

  /** Record type application_data. */
  public static final ContentType APPLICATION_DATA = new ContentType(23);

  private static final NameTable NAMES =
      NameTable.of(
          """
          20 change_cipher_spec
          21 alert
          22 handshake
          23 application_data\
          """);

  /** Refuses what is not a number of 8 bits. */
  public ContentType {
    NameTable.checkRange(code, 8);
  }

  /**
   * The name.
   *
   * @return the IANA name, or the code in hexadecimal if it has none
   */
  public String name() {
    return NAMES.name(code, 0);
  }

  @Override
  public String toString() {
    return name();
  }
}
