// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Map;
import java.util.Optional;

/**
 * A signature scheme (RFC 9846 section 4.3.3). Codes without a name are values too.
 *
 * @param code the code point, 0 to 2^16 - 1
 */
public record SignatureScheme(int code) {
  /** Scheme ecdsa_secp256r1_sha256. */
  public static final SignatureScheme ECDSA_SECP256R1_SHA256 = new SignatureScheme(0x0403);

  /** Scheme ecdsa_secp384r1_sha384. */
  public static final SignatureScheme ECDSA_SECP384R1_SHA384 = new SignatureScheme(0x0503);

  /** Scheme ecdsa_secp521r1_sha512. */
  public static final SignatureScheme ECDSA_SECP521R1_SHA512 = new SignatureScheme(0x0603);

  /** Scheme rsa_pss_rsae_sha256. */
  public static final SignatureScheme RSA_PSS_RSAE_SHA256 = new SignatureScheme(0x0804);

  /** Scheme rsa_pss_rsae_sha384. */
  public static final SignatureScheme RSA_PSS_RSAE_SHA384 = new SignatureScheme(0x0805);

  /** Scheme rsa_pss_rsae_sha512. */
  public static final SignatureScheme RSA_PSS_RSAE_SHA512 = new SignatureScheme(0x0806);

  /** Scheme ed25519. */
  public static final SignatureScheme ED25519 = new SignatureScheme(0x0807);

  /** Scheme ed448. */
  public static final SignatureScheme ED448 = new SignatureScheme(0x0808);

  /** Scheme rsa_pss_pss_sha256. */
  public static final SignatureScheme RSA_PSS_PSS_SHA256 = new SignatureScheme(0x0809);

  /** Scheme rsa_pss_pss_sha384. */
  public static final SignatureScheme RSA_PSS_PSS_SHA384 = new SignatureScheme(0x080A);

  /** Scheme rsa_pss_pss_sha512. */
  public static final SignatureScheme RSA_PSS_PSS_SHA512 = new SignatureScheme(0x080B);

  /** Scheme ecdsa_brainpoolP256r1tls13_sha256. */
  public static final SignatureScheme ECDSA_BRAINPOOLP256R1TLS13_SHA256 =
      new SignatureScheme(0x081A);

  /** Scheme ecdsa_brainpoolP384r1tls13_sha384. */
  public static final SignatureScheme ECDSA_BRAINPOOLP384R1TLS13_SHA384 =
      new SignatureScheme(0x081B);

  /** Scheme ecdsa_brainpoolP512r1tls13_sha512. */
  public static final SignatureScheme ECDSA_BRAINPOOLP512R1TLS13_SHA512 =
      new SignatureScheme(0x081C);

  /** Scheme mldsa44. */
  public static final SignatureScheme MLDSA44 = new SignatureScheme(0x0904);

  /** Scheme mldsa65. */
  public static final SignatureScheme MLDSA65 = new SignatureScheme(0x0905);

  /** Scheme mldsa87. */
  public static final SignatureScheme MLDSA87 = new SignatureScheme(0x0906);

  /** Scheme rsa_pkcs1_sha256. */
  public static final SignatureScheme RSA_PKCS1_SHA256 = new SignatureScheme(0x0401);

  /** Scheme rsa_pkcs1_sha384. */
  public static final SignatureScheme RSA_PKCS1_SHA384 = new SignatureScheme(0x0501);

  /** Scheme rsa_pkcs1_sha512. */
  public static final SignatureScheme RSA_PKCS1_SHA512 = new SignatureScheme(0x0601);

  /** Scheme rsa_pkcs1_sha224. */
  public static final SignatureScheme RSA_PKCS1_SHA224 = new SignatureScheme(0x0301);

  /** Scheme ecdsa_sha224. */
  public static final SignatureScheme ECDSA_SHA224 = new SignatureScheme(0x0303);

  /** Scheme rsa_pkcs1_sha1. */
  public static final SignatureScheme RSA_PKCS1_SHA1 = new SignatureScheme(0x0201);

  /** Scheme ecdsa_sha1. */
  public static final SignatureScheme ECDSA_SHA1 = new SignatureScheme(0x0203);

  /**
   * What RSA keys sign with before TLS 1.2: MD5 and SHA-1 side by side, without a name for them. No
   * registry has it and it is never on the wire: the code is one of those for private use.
   */
  public static final SignatureScheme RSA_PKCS1_MD5_SHA1 = new SignatureScheme(0xFF01);

  /** The scheme of a message that names none, as before TLS 1.2; never on the wire. */
  public static final SignatureScheme UNNAMED = new SignatureScheme(0);

  private static final int RSA = 0x01;
  private static final int ECDSA = 0x03;
  private static final int SHA_256 = 0x04;

  /** What hash codes of TLS 1.2 the schemes have that are not made of them. */
  private static final Map<Integer, Integer> PSS_STRENGTHS =
      Map.of(
          0x0804, 0x04, 0x0809, 0x04, 0x081A, 0x04, 0x0805, 0x05, 0x080A, 0x05, 0x081B, 0x05,
          0x0806, 0x06, 0x080B, 0x06, 0x081C, 0x06);

  private static final NameTable NAMES =
      NameTable.of(
          """
          0x0403 ecdsa_secp256r1_sha256 ECDSA+SHA256
          0x0503 ecdsa_secp384r1_sha384 ECDSA+SHA384
          0x0603 ecdsa_secp521r1_sha512 ECDSA+SHA512
          0x0804 rsa_pss_rsae_sha256 RSA-PSS+SHA256 PSS+SHA256
          0x0805 rsa_pss_rsae_sha384 RSA-PSS+SHA384 PSS+SHA384
          0x0806 rsa_pss_rsae_sha512 RSA-PSS+SHA512 PSS+SHA512
          0x0807 ed25519
          0x0808 ed448
          0x0809 rsa_pss_pss_sha256
          0x080A rsa_pss_pss_sha384
          0x080B rsa_pss_pss_sha512
          0x081A ecdsa_brainpoolP256r1tls13_sha256
          0x081B ecdsa_brainpoolP384r1tls13_sha384
          0x081C ecdsa_brainpoolP512r1tls13_sha512
          0x0904 mldsa44
          0x0905 mldsa65
          0x0906 mldsa87
          0x0401 rsa_pkcs1_sha256 RSA+SHA256
          0x0501 rsa_pkcs1_sha384 RSA+SHA384
          0x0601 rsa_pkcs1_sha512 RSA+SHA512
          0x0301 rsa_pkcs1_sha224 RSA+SHA224
          0x0303 ecdsa_sha224 ECDSA+SHA224
          0x0201 rsa_pkcs1_sha1 RSA+SHA1
          0x0203 ecdsa_sha1 ECDSA+SHA1\
          """);

  /** Refuses what is not a number of 16 bits. */
  public SignatureScheme {
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
   * @param name IANA's name or OpenSSL's form ("RSA-PSS+SHA256", "ECDSA+SHA256"), in any case
   * @return the value, or empty if nothing has that name
   */
  public static Optional<SignatureScheme> named(String name) {
    return NAMES.code(name).map(SignatureScheme::new);
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
   * Whether an RSA key makes it.
   *
   * @return true for PKCS #1 v1.5 and for PSS
   */
  public boolean isRsa() {
    boolean pkcs1 = code >>> 8 < 0x08 && (code & 0xff) == RSA;
    boolean pss = code >= RSA_PSS_RSAE_SHA256.code && code <= RSA_PSS_RSAE_SHA512.code;
    return pkcs1
        || pss
        || code >= RSA_PSS_PSS_SHA256.code && code <= RSA_PSS_PSS_SHA512.code
        || equals(RSA_PKCS1_MD5_SHA1);
  }

  /**
   * Whether TLS 1.3 allows it in CertificateVerify. RFC 9846 section 4.3.3 leaves
   * RSASSA-PKCS1-v1_5, SHA-1 and SHA-224 to the signatures in certificates.
   *
   * @return false for those, and for a scheme without a name
   */
  public boolean maySignTls13Handshake() {
    int algorithm = code & 0xff;
    boolean classic = code >>> 8 < 0x08;
    return !(classic && (algorithm != ECDSA || code >>> 8 < SHA_256)) && NAMES.hasName(code, 0);
  }

  /**
   * Whether a TLS 1.2 handshake may be signed so: with RSASSA-PKCS1-v1_5, ECDSA, RSASSA-PSS or
   * EdDSA, be it that SHA-1 and SHA-224 want a low security level besides. ML-DSA and the curves
   * that RFC 8734 names for TLS 1.3 are left to TLS 1.3.
   *
   * @return false for those, and for a scheme without a name
   */
  public boolean maySignTls12Handshake() {
    boolean classic = code >>> 8 < 0x08;
    boolean pssOrEdwards = code >= RSA_PSS_RSAE_SHA256.code && code <= RSA_PSS_PSS_SHA512.code;
    return NAMES.hasName(code, 0) && (classic || pssOrEdwards);
  }

  /**
   * Whether a handshake older than TLS 1.2 is signed so: RSA keys have MD5 and SHA-1, all others
   * SHA-1 alone.
   *
   * @return false for all that has a name, but for ECDSA with SHA-1
   */
  public boolean maySignOldHandshake() {
    return equals(RSA_PKCS1_MD5_SHA1) || equals(ECDSA_SHA1);
  }

  /**
   * The digest that is signed.
   *
   * @return its standard name, such as {@code SHA-256}; empty for what signs the content itself
   *     (EdDSA, ML-DSA, and {@link #RSA_PKCS1_MD5_SHA1}, whose content is digests already)
   */
  public Optional<String> digest() {
    boolean classic = code >>> 8 < 0x08;
    int strength = classic ? code >>> 8 : PSS_STRENGTHS.getOrDefault(code, 0);
    return switch (strength) {
      case 0x02 -> Optional.of("SHA-1");
      case 0x03 -> Optional.of("SHA-224");
      case SHA_256 -> Optional.of("SHA-256");
      case 0x05 -> Optional.of("SHA-384");
      case 0x06 -> Optional.of("SHA-512");
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name();
  }
}
