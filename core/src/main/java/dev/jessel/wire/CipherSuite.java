// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.List;
import java.util.Optional;

/**
 * A cipher suite of the IANA registry, or a signalling value that stands among them. Codes without
 * a name are values too, and so are the cipher kinds of SSLv2, which have three bytes.
 *
 * @param code the code point, 0 to 2^16 - 1; of SSLv2 up to 2^24 - 1
 */
public record CipherSuite(int code) {
  /** TLS_AES_128_GCM_SHA256. */
  public static final CipherSuite TLS_AES_128_GCM_SHA256 = new CipherSuite(0x1301);

  /** TLS_AES_256_GCM_SHA384. */
  public static final CipherSuite TLS_AES_256_GCM_SHA384 = new CipherSuite(0x1302);

  /** TLS_CHACHA20_POLY1305_SHA256. */
  public static final CipherSuite TLS_CHACHA20_POLY1305_SHA256 = new CipherSuite(0x1303);

  /** TLS_AES_128_CCM_SHA256. */
  public static final CipherSuite TLS_AES_128_CCM_SHA256 = new CipherSuite(0x1304);

  /** TLS_AES_128_CCM_8_SHA256. */
  public static final CipherSuite TLS_AES_128_CCM_8_SHA256 = new CipherSuite(0x1305);

  /** TLS_EMPTY_RENEGOTIATION_INFO_SCSV, a signal and not a suite. */
  public static final CipherSuite TLS_EMPTY_RENEGOTIATION_INFO_SCSV = new CipherSuite(0x00FF);

  /** TLS_FALLBACK_SCSV, a signal and not a suite. */
  public static final CipherSuite TLS_FALLBACK_SCSV = new CipherSuite(0x5600);

  /** The last code of TLS; those of SSLv2 are longer. */
  private static final int MAX_CODE = 0xFFFF;

  private static final NameTable NAMES = CipherSuiteNames.TABLE;
  private static final NameTable OUTLAWED = CipherSuiteNames.OUTLAWED;

  /** Refuses what is not a number of 24 bits. */
  public CipherSuite {
    NameTable.checkRange(code, 24);
  }

  /**
   * The name.
   *
   * @return the IANA name, or the code in hexadecimal if it has none
   */
  public String name() {
    return table().name(code, 0);
  }

  private NameTable table() {
    return OUTLAWED.hasName(code, 0) ? OUTLAWED : NAMES;
  }

  /**
   * Finds a value by name.
   *
   * @param name IANA's or OpenSSL's name, in any case
   * @return the value, or empty if nothing has that name
   */
  public static Optional<CipherSuite> named(String name) {
    return NAMES.code(name).or(() -> OUTLAWED.code(name)).map(CipherSuite::new);
  }

  /**
   * All values that have a name, the two signals among them.
   *
   * @return by ascending code
   */
  public static List<CipherSuite> known() {
    return CipherSuiteNames.CODES.stream().map(CipherSuite::new).toList();
  }

  /**
   * The cipher kinds of SSLv2, and the suites of SSLv3 whose keys are too short for anything. They
   * are not among the {@link #known}: nothing that means many suites means one of these.
   *
   * @return by ascending code
   */
  public static List<CipherSuite> outlawed() {
    return OUTLAWED.codes().stream().map(CipherSuite::new).toList();
  }

  /** Whether this is a cipher kind of SSLv2. */
  public boolean isSsl2() {
    return code > MAX_CODE;
  }

  /**
   * Whether IANA or OpenSSL has a name for the code.
   *
   * @return false when {@link #name} is only a number
   */
  public boolean isKnown() {
    return table().hasName(code, 0);
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
   * The name that OpenSSL has for it.
   *
   * @return for TLS 1.3 the same as {@link #name}, for older suites one like {@code
   *     ECDHE-RSA-AES128-GCM-SHA256}
   */
  public String openSslName() {
    return table().name(code, table().hasName(code, 1) ? 1 : 0);
  }

  /**
   * Whether this is a suite of TLS 1.3: those name an AEAD and a hash, and no key exchange.
   *
   * @return true for 0x1300 to 0x13FF
   */
  public boolean isTls13() {
    return code >>> 8 == 0x13;
  }

  /**
   * Whether this is a signalling value, which nobody can select (RFC 5746, RFC 7507).
   *
   * @return true for the two SCSVs
   */
  public boolean isSignal() {
    return equals(TLS_EMPTY_RENEGOTIATION_INFO_SCSV) || equals(TLS_FALLBACK_SCSV);
  }

  @Override
  public String toString() {
    return name();
  }
}
