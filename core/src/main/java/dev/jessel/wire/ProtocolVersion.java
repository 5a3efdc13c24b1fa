// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Optional;

/**
 * A protocol version as it stands in messages and records. Codes without a name are values too. The
 * order is that of the codes.
 *
 * @param code the code point, 0 to 2^16 - 1
 */
public record ProtocolVersion(int code) implements Comparable<ProtocolVersion> {
  /** SSLv2, which no number of a TLS message ever means. */
  public static final ProtocolVersion SSL_2 = new ProtocolVersion(0x0002);

  /** SSLv3. */
  public static final ProtocolVersion SSL_3_0 = new ProtocolVersion(0x0300);

  /** TLSv1. */
  public static final ProtocolVersion TLS_1_0 = new ProtocolVersion(0x0301);

  /** TLSv1.1. */
  public static final ProtocolVersion TLS_1_1 = new ProtocolVersion(0x0302);

  /** TLSv1.2. */
  public static final ProtocolVersion TLS_1_2 = new ProtocolVersion(0x0303);

  /** TLSv1.3. */
  public static final ProtocolVersion TLS_1_3 = new ProtocolVersion(0x0304);

  private static final NameTable NAMES =
      NameTable.of(
          """
          0x0002 SSLv2
          0x0300 SSLv3
          0x0301 TLSv1 TLSv1.0
          0x0302 TLSv1.1
          0x0303 TLSv1.2
          0x0304 TLSv1.3\
          """);

  /** Refuses what is not a number of 16 bits. */
  public ProtocolVersion {
    NameTable.checkRange(code, 16);
  }

  /**
   * The name.
   *
   * @return as {@code SSL_get_version} has it, for example "TLSv1.3", or the code in hexadecimal if
   *     it has none
   */
  public String name() {
    return NAMES.name(code, 0);
  }

  /**
   * Finds a value by name.
   *
   * @param name OpenSSL's name, in any case
   * @return the value, or empty if nothing has that name
   */
  public static Optional<ProtocolVersion> named(String name) {
    return NAMES.code(name).map(ProtocolVersion::new);
  }

  /**
   * Whether this is one of the values that mean nothing on purpose (RFC 8701).
   *
   * @return true for 0x0A0A, 0x1A1A and so on
   */
  public boolean isGrease() {
    return NameTable.isGrease(code);
  }

  /**
   * Whether this version is as new as another one.
   *
   * @param other the one to compare with
   * @return true if this is the same or newer
   */
  public boolean isAtLeast(ProtocolVersion other) {
    return code >= other.code;
  }

  @Override
  public int compareTo(ProtocolVersion other) {
    return Integer.compare(code, other.code);
  }

  @Override
  public String toString() {
    return name();
  }
}
