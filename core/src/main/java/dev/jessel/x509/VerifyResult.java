// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.AlertDescription;
import java.util.Arrays;
import java.util.Optional;

/**
 * What verification of a certificate chain says. Numbers and texts are OpenSSL's ({@code
 * X509_V_ERR_...}, {@code X509_verify_cert_error_string(3)}), and so is the alert that a TLS
 * connection sends for each.
 */
public enum VerifyResult {
  /** X509_V_OK, number 0. */
  OK(0, "ok"),

  /** X509_V_ERR_UNSPECIFIED, number 1. */
  UNSPECIFIED(1, "unspecified certificate verification error", AlertDescription.INTERNAL_ERROR),

  /** X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, number 2. */
  UNABLE_TO_GET_ISSUER_CERT(2, "unable to get issuer certificate", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_UNABLE_TO_GET_CRL, number 3. */
  UNABLE_TO_GET_CRL(3, "unable to get certificate CRL", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE, number 4. */
  UNABLE_TO_DECRYPT_CERT_SIGNATURE(
      4, "unable to decrypt certificate's signature", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE, number 5. */
  UNABLE_TO_DECRYPT_CRL_SIGNATURE(
      5, "unable to decrypt CRL's signature", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, number 6. */
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY(
      6, "unable to decode issuer public key", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_CERT_SIGNATURE_FAILURE, number 7. */
  CERT_SIGNATURE_FAILURE(7, "certificate signature failure", AlertDescription.DECRYPT_ERROR),

  /** X509_V_ERR_CRL_SIGNATURE_FAILURE, number 8. */
  CRL_SIGNATURE_FAILURE(8, "CRL signature failure", AlertDescription.DECRYPT_ERROR),

  /** X509_V_ERR_CERT_NOT_YET_VALID, number 9. */
  CERT_NOT_YET_VALID(
      9,
      "certificate is not yet valid or the system clock is incorrect",
      AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_CERT_HAS_EXPIRED, number 10. */
  CERT_HAS_EXPIRED(10, "certificate has expired", AlertDescription.CERTIFICATE_EXPIRED),

  /** X509_V_ERR_CRL_NOT_YET_VALID, number 11. */
  CRL_NOT_YET_VALID(11, "CRL is not yet valid", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_CRL_HAS_EXPIRED, number 12. */
  CRL_HAS_EXPIRED(12, "CRL has expired", AlertDescription.CERTIFICATE_EXPIRED),

  /** X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD, number 13. */
  ERROR_IN_CERT_NOT_BEFORE_FIELD(
      13, "format error in certificate's notBefore field", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD, number 14. */
  ERROR_IN_CERT_NOT_AFTER_FIELD(
      14, "format error in certificate's notAfter field", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD, number 15. */
  ERROR_IN_CRL_LAST_UPDATE_FIELD(
      15, "format error in CRL's lastUpdate field", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD, number 16. */
  ERROR_IN_CRL_NEXT_UPDATE_FIELD(
      16, "format error in CRL's nextUpdate field", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_OUT_OF_MEM, number 17. */
  OUT_OF_MEM(17, "out of memory", AlertDescription.INTERNAL_ERROR),

  /** X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, number 18. */
  DEPTH_ZERO_SELF_SIGNED_CERT(18, "self-signed certificate", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, number 19. */
  SELF_SIGNED_CERT_IN_CHAIN(
      19, "self-signed certificate in certificate chain", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, number 20. */
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY(
      20, "unable to get local issuer certificate", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, number 21. */
  UNABLE_TO_VERIFY_LEAF_SIGNATURE(
      21, "unable to verify the first certificate", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_CERT_CHAIN_TOO_LONG, number 22. */
  CERT_CHAIN_TOO_LONG(22, "certificate chain too long", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_CERT_REVOKED, number 23. */
  CERT_REVOKED(23, "certificate revoked", AlertDescription.CERTIFICATE_REVOKED),

  /** X509_V_ERR_NO_ISSUER_PUBLIC_KEY, number 24. */
  NO_ISSUER_PUBLIC_KEY(24, "issuer certificate doesn't have a public key"),

  /** X509_V_ERR_PATH_LENGTH_EXCEEDED, number 25. */
  PATH_LENGTH_EXCEEDED(25, "path length constraint exceeded", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_INVALID_PURPOSE, number 26. */
  INVALID_PURPOSE(26, "unsuitable certificate purpose", AlertDescription.UNSUPPORTED_CERTIFICATE),

  /** X509_V_ERR_CERT_UNTRUSTED, number 27. */
  CERT_UNTRUSTED(27, "certificate not trusted", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_CERT_REJECTED, number 28. */
  CERT_REJECTED(28, "certificate rejected", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_SUBJECT_ISSUER_MISMATCH, number 29. */
  SUBJECT_ISSUER_MISMATCH(29, "subject issuer mismatch"),

  /** X509_V_ERR_AKID_SKID_MISMATCH, number 30. */
  AKID_SKID_MISMATCH(30, "authority and subject key identifier mismatch"),

  /** X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH, number 31. */
  AKID_ISSUER_SERIAL_MISMATCH(31, "authority and issuer serial number mismatch"),

  /** X509_V_ERR_KEYUSAGE_NO_CERTSIGN, number 32. */
  KEYUSAGE_NO_CERTSIGN(32, "key usage does not include certificate signing"),

  /** X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, number 33. */
  UNABLE_TO_GET_CRL_ISSUER(33, "unable to get CRL issuer certificate", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, number 34. */
  UNHANDLED_CRITICAL_EXTENSION(34, "unhandled critical extension"),

  /** X509_V_ERR_KEYUSAGE_NO_CRL_SIGN, number 35. */
  KEYUSAGE_NO_CRL_SIGN(35, "key usage does not include CRL signing"),

  /** X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION, number 36. */
  UNHANDLED_CRITICAL_CRL_EXTENSION(36, "unhandled critical CRL extension"),

  /** X509_V_ERR_INVALID_NON_CA, number 37. */
  INVALID_NON_CA(37, "invalid non-CA certificate (has CA markings)"),

  /** X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED, number 38. */
  PROXY_PATH_LENGTH_EXCEEDED(38, "proxy path length constraint exceeded"),

  /** X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE, number 39. */
  KEYUSAGE_NO_DIGITAL_SIGNATURE(39, "key usage does not include digital signature"),

  /** X509_V_ERR_PROXY_CERTIFICATES_NOT_ALLOWED, number 40. */
  PROXY_CERTIFICATES_NOT_ALLOWED(
      40, "proxy certificates not allowed, please set the appropriate flag"),

  /** X509_V_ERR_INVALID_EXTENSION, number 41. */
  INVALID_EXTENSION(41, "invalid or inconsistent certificate extension"),

  /** X509_V_ERR_INVALID_POLICY_EXTENSION, number 42. */
  INVALID_POLICY_EXTENSION(42, "invalid or inconsistent certificate policy extension"),

  /** X509_V_ERR_NO_EXPLICIT_POLICY, number 43. */
  NO_EXPLICIT_POLICY(43, "no explicit policy"),

  /** X509_V_ERR_DIFFERENT_CRL_SCOPE, number 44. */
  DIFFERENT_CRL_SCOPE(44, "different CRL scope"),

  /** X509_V_ERR_UNSUPPORTED_EXTENSION_FEATURE, number 45. */
  UNSUPPORTED_EXTENSION_FEATURE(45, "unsupported extension feature"),

  /** X509_V_ERR_UNNESTED_RESOURCE, number 46. */
  UNNESTED_RESOURCE(46, "RFC 3779 resource not subset of parent's resources"),

  /** X509_V_ERR_PERMITTED_VIOLATION, number 47. */
  PERMITTED_VIOLATION(47, "permitted subtree violation"),

  /** X509_V_ERR_EXCLUDED_VIOLATION, number 48. */
  EXCLUDED_VIOLATION(48, "excluded subtree violation"),

  /** X509_V_ERR_SUBTREE_MINMAX, number 49. */
  SUBTREE_MINMAX(49, "name constraints minimum and maximum not supported"),

  /** X509_V_ERR_APPLICATION_VERIFICATION, number 50. */
  APPLICATION_VERIFICATION(
      50, "application verification failure", AlertDescription.HANDSHAKE_FAILURE),

  /** X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE, number 51. */
  UNSUPPORTED_CONSTRAINT_TYPE(51, "unsupported name constraint type"),

  /** X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX, number 52. */
  UNSUPPORTED_CONSTRAINT_SYNTAX(52, "unsupported or invalid name constraint syntax"),

  /** X509_V_ERR_UNSUPPORTED_NAME_SYNTAX, number 53. */
  UNSUPPORTED_NAME_SYNTAX(53, "unsupported or invalid name syntax"),

  /** X509_V_ERR_CRL_PATH_VALIDATION_ERROR, number 54. */
  CRL_PATH_VALIDATION_ERROR(54, "CRL path validation error"),

  /** X509_V_ERR_PATH_LOOP, number 55. */
  PATH_LOOP(55, "path loop"),

  /** X509_V_ERR_SUITE_B_INVALID_VERSION, number 56. */
  SUITE_B_INVALID_VERSION(56, "Suite B: certificate version invalid"),

  /** X509_V_ERR_SUITE_B_INVALID_ALGORITHM, number 57. */
  SUITE_B_INVALID_ALGORITHM(57, "Suite B: invalid public key algorithm"),

  /** X509_V_ERR_SUITE_B_INVALID_CURVE, number 58. */
  SUITE_B_INVALID_CURVE(58, "Suite B: invalid ECC curve"),

  /** X509_V_ERR_SUITE_B_INVALID_SIGNATURE_ALGORITHM, number 59. */
  SUITE_B_INVALID_SIGNATURE_ALGORITHM(59, "Suite B: invalid signature algorithm"),

  /** X509_V_ERR_SUITE_B_LOS_NOT_ALLOWED, number 60. */
  SUITE_B_LOS_NOT_ALLOWED(60, "Suite B: curve not allowed for this LOS"),

  /** X509_V_ERR_SUITE_B_CANNOT_SIGN_P_384_WITH_P_256, number 61. */
  SUITE_B_CANNOT_SIGN_P_384_WITH_P_256(61, "Suite B: cannot sign P-384 with P-256"),

  /** X509_V_ERR_HOSTNAME_MISMATCH, number 62. */
  HOSTNAME_MISMATCH(62, "hostname mismatch", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_EMAIL_MISMATCH, number 63. */
  EMAIL_MISMATCH(63, "email address mismatch", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_IP_ADDRESS_MISMATCH, number 64. */
  IP_ADDRESS_MISMATCH(64, "IP address mismatch", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_DANE_NO_MATCH, number 65. */
  DANE_NO_MATCH(65, "no matching DANE TLSA records", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_EE_KEY_TOO_SMALL, number 66. */
  EE_KEY_TOO_SMALL(66, "EE certificate key too weak", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_CA_KEY_TOO_SMALL, number 67. */
  CA_KEY_TOO_SMALL(67, "CA certificate key too weak", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_CA_MD_TOO_WEAK, number 68. */
  CA_MD_TOO_WEAK(68, "CA signature digest algorithm too weak", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_INVALID_CALL, number 69. */
  INVALID_CALL(69, "invalid certificate verification context", AlertDescription.INTERNAL_ERROR),

  /** X509_V_ERR_STORE_LOOKUP, number 70. */
  STORE_LOOKUP(70, "issuer certificate lookup error", AlertDescription.INTERNAL_ERROR),

  /** X509_V_ERR_NO_VALID_SCTS, number 71. */
  NO_VALID_SCTS(71, "Certificate Transparency required, but no valid SCTs found"),

  /** X509_V_ERR_PROXY_SUBJECT_NAME_VIOLATION, number 72. */
  PROXY_SUBJECT_NAME_VIOLATION(72, "proxy subject name violation"),

  /** X509_V_ERR_OCSP_VERIFY_NEEDED, number 73. */
  OCSP_VERIFY_NEEDED(73, "OCSP verification needed"),

  /** X509_V_ERR_OCSP_VERIFY_FAILED, number 74. */
  OCSP_VERIFY_FAILED(74, "OCSP verification failed"),

  /** X509_V_ERR_OCSP_CERT_UNKNOWN, number 75. */
  OCSP_CERT_UNKNOWN(75, "OCSP unknown cert"),

  /** X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM, number 76. */
  UNSUPPORTED_SIGNATURE_ALGORITHM(76, "Cannot find certificate signature algorithm"),

  /** X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH, number 77. */
  SIGNATURE_ALGORITHM_MISMATCH(
      77, "subject signature algorithm and issuer public key algorithm mismatch"),

  /** X509_V_ERR_SIGNATURE_ALGORITHM_INCONSISTENCY, number 78. */
  SIGNATURE_ALGORITHM_INCONSISTENCY(78, "cert info signature and signature algorithm mismatch"),

  /** X509_V_ERR_INVALID_CA, number 79. */
  INVALID_CA(79, "invalid CA certificate", AlertDescription.UNKNOWN_CA),

  /** X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA, number 80. */
  PATHLEN_INVALID_FOR_NON_CA(80, "Path length invalid for non-CA cert"),

  /** X509_V_ERR_PATHLEN_WITHOUT_KU_KEY_CERT_SIGN, number 81. */
  PATHLEN_WITHOUT_KU_KEY_CERT_SIGN(81, "Path length given without key usage keyCertSign"),

  /** X509_V_ERR_KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA, number 82. */
  KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA(82, "Key usage keyCertSign invalid for non-CA cert"),

  /** X509_V_ERR_ISSUER_NAME_EMPTY, number 83. */
  ISSUER_NAME_EMPTY(83, "Issuer name empty"),

  /** X509_V_ERR_SUBJECT_NAME_EMPTY, number 84. */
  SUBJECT_NAME_EMPTY(84, "Subject name empty"),

  /** X509_V_ERR_MISSING_AUTHORITY_KEY_IDENTIFIER, number 85. */
  MISSING_AUTHORITY_KEY_IDENTIFIER(85, "Missing Authority Key Identifier"),

  /** X509_V_ERR_MISSING_SUBJECT_KEY_IDENTIFIER, number 86. */
  MISSING_SUBJECT_KEY_IDENTIFIER(86, "Missing Subject Key Identifier"),

  /** X509_V_ERR_EMPTY_SUBJECT_ALT_NAME, number 87. */
  EMPTY_SUBJECT_ALT_NAME(87, "Empty Subject Alternative Name extension"),

  /** X509_V_ERR_EMPTY_SUBJECT_SAN_NOT_CRITICAL, number 88. */
  EMPTY_SUBJECT_SAN_NOT_CRITICAL(88, "Subject empty and Subject Alt Name extension not critical"),

  /** X509_V_ERR_CA_BCONS_NOT_CRITICAL, number 89. */
  CA_BCONS_NOT_CRITICAL(89, "Basic Constraints of CA cert not marked critical"),

  /** X509_V_ERR_AUTHORITY_KEY_IDENTIFIER_CRITICAL, number 90. */
  AUTHORITY_KEY_IDENTIFIER_CRITICAL(90, "Authority Key Identifier marked critical"),

  /** X509_V_ERR_SUBJECT_KEY_IDENTIFIER_CRITICAL, number 91. */
  SUBJECT_KEY_IDENTIFIER_CRITICAL(91, "Subject Key Identifier marked critical"),

  /** X509_V_ERR_CA_CERT_MISSING_KEY_USAGE, number 92. */
  CA_CERT_MISSING_KEY_USAGE(92, "CA cert does not include key usage extension"),

  /** X509_V_ERR_EXTENSIONS_REQUIRE_VERSION_3, number 93. */
  EXTENSIONS_REQUIRE_VERSION_3(93, "Using cert extension requires at least X509v3"),

  /** X509_V_ERR_EC_KEY_EXPLICIT_PARAMS, number 94. */
  EC_KEY_EXPLICIT_PARAMS(
      94, "Certificate public key has explicit ECC parameters", AlertDescription.BAD_CERTIFICATE),

  /** X509_V_ERR_RPK_UNTRUSTED, number 95. */
  RPK_UNTRUSTED(95, "Raw public key untrusted, no trusted keys configured"),

  /** X509_V_ERR_OCSP_RESP_INVALID, number 96. */
  OCSP_RESP_INVALID(96, "OCSP response(s) invalid"),

  /** X509_V_ERR_OCSP_SIGNATURE_FAILURE, number 97. */
  OCSP_SIGNATURE_FAILURE(97, "OCSP response signature verification failure"),

  /** X509_V_ERR_OCSP_NOT_YET_VALID, number 98. */
  OCSP_NOT_YET_VALID(98, "OCSP response not yet valid (contains a date in the future)"),

  /** X509_V_ERR_OCSP_HAS_EXPIRED, number 99. */
  OCSP_HAS_EXPIRED(99, "OCSP response has expired"),

  /** X509_V_ERR_OCSP_NO_RESPONSE, number 100. */
  OCSP_NO_RESPONSE(100, "no OCSP response available for certificate");

  private final int number;
  private final String text;
  private final AlertDescription alert;

  // OpenSSL answers certificate_unknown to all that its table does not list.
  VerifyResult(int number, String text) {
    this(number, text, AlertDescription.CERTIFICATE_UNKNOWN);
  }

  VerifyResult(int number, String text, AlertDescription alert) {
    this.number = number;
    this.text = text;
    this.alert = alert;
  }

  /**
   * The result with a number.
   *
   * @param number a {@code X509_V_} number
   * @return the result, or empty if no result has that number
   */
  public static Optional<VerifyResult> of(int number) {
    return Arrays.stream(values()).filter(result -> result.number == number).findFirst();
  }

  /**
   * The number, as {@code SSL_get_verify_result(3)} returns it.
   *
   * @return 0 for {@link #OK}, positive for the others
   */
  public int number() {
    return number;
  }

  /**
   * The result in words, as {@code X509_verify_cert_error_string(3)} returns it.
   *
   * @return a short text
   */
  public String text() {
    return text;
  }

  /**
   * The alert that tells the peer.
   *
   * @return {@code certificate_unknown} unless there is a better one; without meaning for {@link
   *     #OK}
   */
  public AlertDescription alert() {
    return alert;
  }
}
