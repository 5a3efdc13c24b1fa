// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

/**
 * What a Certificate message holds (RFC 7250 section 3). Codes without a name are values too.
 *
 * @param code the code point, 0 to 255
 */
public record CertificateType(int code) {
  /** Type X509: a chain of certificates. */
  public static final CertificateType X509 = new CertificateType(0);

  /** Type RawPublicKey: a key alone. */
  public static final CertificateType RAW_PUBLIC_KEY = new CertificateType(2);

  private static final NameTable NAMES =
      NameTable.of(
          """
          0 X509
          1 OpenPGP
          2 RawPublicKey
          3 1609Dot2\
          """);

  /** Refuses what is not a number of 8 bits. */
  public CertificateType {
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
