// SPDX-License-Identifier: Apache-2.0
package dev.jessel.error;

import java.util.Locale;

/**
 * The description byte of an alert (RFC 9846 section 6). Codes without a name are values too: what
 * a peer sends survives.
 *
 * @param code 0 to 255
 */
public record AlertDescription(int code) {
  /** Alert 0, close notify. */
  public static final AlertDescription CLOSE_NOTIFY = new AlertDescription(0);

  /** Alert 10, unexpected message. */
  public static final AlertDescription UNEXPECTED_MESSAGE = new AlertDescription(10);

  /** Alert 20, bad record mac. */
  public static final AlertDescription BAD_RECORD_MAC = new AlertDescription(20);

  /** Alert 21, decryption failed. */
  public static final AlertDescription DECRYPTION_FAILED = new AlertDescription(21);

  /** Alert 22, record overflow. */
  public static final AlertDescription RECORD_OVERFLOW = new AlertDescription(22);

  /** Alert 30, decompression failure. */
  public static final AlertDescription DECOMPRESSION_FAILURE = new AlertDescription(30);

  /** Alert 40, handshake failure. */
  public static final AlertDescription HANDSHAKE_FAILURE = new AlertDescription(40);

  /** Alert 41, no certificate. */
  public static final AlertDescription NO_CERTIFICATE = new AlertDescription(41);

  /** Alert 42, bad certificate. */
  public static final AlertDescription BAD_CERTIFICATE = new AlertDescription(42);

  /** Alert 43, unsupported certificate. */
  public static final AlertDescription UNSUPPORTED_CERTIFICATE = new AlertDescription(43);

  /** Alert 44, certificate revoked. */
  public static final AlertDescription CERTIFICATE_REVOKED = new AlertDescription(44);

  /** Alert 45, certificate expired. */
  public static final AlertDescription CERTIFICATE_EXPIRED = new AlertDescription(45);

  /** Alert 46, certificate unknown. */
  public static final AlertDescription CERTIFICATE_UNKNOWN = new AlertDescription(46);

  /** Alert 47, illegal parameter. */
  public static final AlertDescription ILLEGAL_PARAMETER = new AlertDescription(47);

  /** Alert 48, unknown CA. */
  public static final AlertDescription UNKNOWN_CA = new AlertDescription(48);

  /** Alert 49, access denied. */
  public static final AlertDescription ACCESS_DENIED = new AlertDescription(49);

  /** Alert 50, decode error. */
  public static final AlertDescription DECODE_ERROR = new AlertDescription(50);

  /** Alert 51, decrypt error. */
  public static final AlertDescription DECRYPT_ERROR = new AlertDescription(51);

  /** Alert 60, export restriction. */
  public static final AlertDescription EXPORT_RESTRICTION = new AlertDescription(60);

  /** Alert 70, protocol version. */
  public static final AlertDescription PROTOCOL_VERSION = new AlertDescription(70);

  /** Alert 71, insufficient security. */
  public static final AlertDescription INSUFFICIENT_SECURITY = new AlertDescription(71);

  /** Alert 80, internal error. */
  public static final AlertDescription INTERNAL_ERROR = new AlertDescription(80);

  /** Alert 86, inappropriate fallback. */
  public static final AlertDescription INAPPROPRIATE_FALLBACK = new AlertDescription(86);

  /** Alert 90, user canceled. */
  public static final AlertDescription USER_CANCELED = new AlertDescription(90);

  /** Alert 100, no renegotiation. */
  public static final AlertDescription NO_RENEGOTIATION = new AlertDescription(100);

  /** Alert 109, missing extension. */
  public static final AlertDescription MISSING_EXTENSION = new AlertDescription(109);

  /** Alert 110, unsupported extension. */
  public static final AlertDescription UNSUPPORTED_EXTENSION = new AlertDescription(110);

  /** Alert 111, certificate unobtainable. */
  public static final AlertDescription CERTIFICATE_UNOBTAINABLE = new AlertDescription(111);

  /** Alert 112, unrecognized name. */
  public static final AlertDescription UNRECOGNIZED_NAME = new AlertDescription(112);

  /** Alert 113, bad certificate status response. */
  public static final AlertDescription BAD_CERTIFICATE_STATUS_RESPONSE = new AlertDescription(113);

  /** Alert 114, bad certificate hash value. */
  public static final AlertDescription BAD_CERTIFICATE_HASH_VALUE = new AlertDescription(114);

  /** Alert 115, unknown PSK identity. */
  public static final AlertDescription UNKNOWN_PSK_IDENTITY = new AlertDescription(115);

  /** Alert 116, certificate required. */
  public static final AlertDescription CERTIFICATE_REQUIRED = new AlertDescription(116);

  /** Alert 117, general error. */
  public static final AlertDescription GENERAL_ERROR = new AlertDescription(117);

  /** Alert 120, no application protocol. */
  public static final AlertDescription NO_APPLICATION_PROTOCOL = new AlertDescription(120);

  /** Alert 121, ech required. */
  public static final AlertDescription ECH_REQUIRED = new AlertDescription(121);

  private static final String UNKNOWN = "unknown";

  /** Refuses what is not a byte. */
  public AlertDescription {
    if (code < 0 || code > 0xff) {
      throw new IllegalArgumentException("not an alert: " + code);
    }
  }

  /**
   * The RFC's name.
   *
   * @return for example "close_notify"; "alert_99" for a code that has none
   */
  public String name() {
    String words = longText();
    return words.equals(UNKNOWN)
        ? "alert_" + code
        : words.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  /**
   * The text of {@code SSL_alert_desc_string_long}.
   *
   * @return for example "close notify"; "unknown" for a code that has none
   */
  public String longText() {
    return switch (code) {
      case 0 -> "close notify";
      case 10 -> "unexpected message";
      case 20 -> "bad record mac";
      case 21 -> "decryption failed";
      case 22 -> "record overflow";
      case 30 -> "decompression failure";
      case 40 -> "handshake failure";
      case 41 -> "no certificate";
      case 42 -> "bad certificate";
      case 43 -> "unsupported certificate";
      case 44 -> "certificate revoked";
      case 45 -> "certificate expired";
      case 46 -> "certificate unknown";
      case 47 -> "illegal parameter";
      case 48 -> "unknown CA";
      case 49 -> "access denied";
      case 50 -> "decode error";
      case 51 -> "decrypt error";
      case 60 -> "export restriction";
      case 70 -> "protocol version";
      case 71 -> "insufficient security";
      case 80 -> "internal error";
      case 86 -> "inappropriate fallback";
      case 90 -> "user canceled";
      case 100 -> "no renegotiation";
      case 109 -> "missing extension";
      case 110 -> "unsupported extension";
      case 111 -> "certificate unobtainable";
      case 112 -> "unrecognized name";
      case 113 -> "bad certificate status response";
      case 114 -> "bad certificate hash value";
      case 115 -> "unknown PSK identity";
      case 116 -> "certificate required";
      case 117 -> "general error";
      case 120 -> "no application protocol";
      case 121 -> "ech required";
      default -> UNKNOWN;
    };
  }

  /**
   * The text of {@code SSL_alert_desc_string}.
   *
   * @return two letters, for example "CN"; "UK" for a code that OpenSSL has no letters for
   */
  public String shortText() {
    return switch (code) {
      case 0 -> "CN";
      case 10 -> "UM";
      case 20 -> "BM";
      case 21 -> "DC";
      case 22 -> "RO";
      case 30 -> "DF";
      case 40 -> "HF";
      case 41 -> "NC";
      case 42 -> "BC";
      case 43 -> "UC";
      case 44 -> "CR";
      case 45 -> "CE";
      case 46 -> "CU";
      case 47 -> "IP";
      case 48 -> "CA";
      case 49 -> "AD";
      case 50 -> "DE";
      case 51 -> "CY";
      case 60 -> "ER";
      case 70 -> "PV";
      case 71 -> "IS";
      case 80 -> "IE";
      case 90 -> "US";
      case 100 -> "NR";
      case 110 -> "UE";
      case 111 -> "CO";
      case 112 -> "UN";
      case 113 -> "BR";
      case 114 -> "BH";
      case 115 -> "UP";
      default -> "UK";
    };
  }

  @Override
  public String toString() {
    return name() + "(" + code + ")";
  }

  /**
   * What stands for this alert up to TLS 1.2, whose peers do not know the newest ones.
   *
   * @return handshake_failure for alerts that TLS 1.3 brought, else the same alert
   */
  public AlertDescription beforeTls13() {
    return equals(MISSING_EXTENSION) || equals(CERTIFICATE_REQUIRED) ? HANDSHAKE_FAILURE : this;
  }

  /** What SSLv3 says instead, which knows half of them (RFC 6101 5.4.2). */
  public AlertDescription beforeTls10() {
    if (equals(RECORD_OVERFLOW)) {
      return BAD_RECORD_MAC;
    }
    if (equals(UNKNOWN_CA)) {
      return BAD_CERTIFICATE;
    }
    return code > ILLEGAL_PARAMETER.code && !equals(INAPPROPRIATE_FALLBACK)
        ? HANDSHAKE_FAILURE
        : this;
  }
}
