// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Optional;

/**
 * An algorithm that certificates are compressed with (RFC 8879 section 3). Codes without a name are
 * values too.
 *
 * @param code the code point, 0 to 2^16 - 1
 */
public record CertificateCompression(int code) {
  /** zlib (RFC 1950). */
  public static final CertificateCompression ZLIB = new CertificateCompression(1);

  /** Brotli (RFC 7932). */
  public static final CertificateCompression BROTLI = new CertificateCompression(2);

  /** Zstandard (RFC 8878). */
  public static final CertificateCompression ZSTD = new CertificateCompression(3);

  private static final NameTable NAMES =
      NameTable.of(
          """
          1 zlib
          2 brotli
          3 zstd\
          """);

  /** Refuses what is not a number of 16 bits. */
  public CertificateCompression {
    NameTable.checkRange(code, 16);
  }

  /**
   * The name.
   *
   * @return the IANA name, or the code in hexadecimal if it has none
   */
  public String name() {
    return NAMES.name(code, 0);
  }

  /**
   * Finds a value by name.
   *
   * @param name its name, in any case
   * @return the value, or empty if nothing has that name
   */
  public static Optional<CertificateCompression> named(String name) {
    return NAMES.code(name).map(CertificateCompression::new);
  }

  @Override
  public String toString() {
    return name();
  }
}
