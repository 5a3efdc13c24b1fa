// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.HashAlgorithm;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;

/**
 * Which keys go with a signature scheme.
 *
 * <p>A key in a token may tell nothing but its algorithm; such a key is taken at its word, and the
 * token refuses at the latest when it is asked to sign.
 */
@FunctionalInterface
interface KeyKind {
  /** RFC 8017 9.2: eleven bytes of padding, and nineteen of DigestInfo at the most. */
  int PKCS1_OVERHEAD = 11 + 19;

  /** Whether {@code key}, private or public, is one of these. */
  boolean includes(Key key);

  /** RSA keys without a restriction to PSS. */
  static KeyKind rsa() {
    return key -> key.getAlgorithm().equals("RSA");
  }

  /** RSA keys without a restriction, large enough for PKCS #1 v1.5 with {@code hash}. */
  static KeyKind rsaForPkcs1(HashAlgorithm hash) {
    return key ->
        rsa().includes(key)
            && (!(key instanceof RSAKey sized)
                || (sized.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE
                    >= hash.length() + PKCS1_OVERHEAD);
  }

  /** RSA keys without a restriction, large enough for PSS with {@code hash}. */
  static KeyKind rsaForPss(HashAlgorithm hash) {
    return key -> rsa().includes(key) && isLargeEnough(key, hash);
  }

  /** RSA keys that are for PSS alone, large enough, and not bound to another hash. */
  static KeyKind rsaPss(HashAlgorithm hash) {
    return key ->
        key.getAlgorithm().equals("RSASSA-PSS")
            && isLargeEnough(key, hash)
            && (!(key instanceof RSAKey rsa) || allows(rsa.getParams(), hash));
  }

  /** Keys on any elliptic curve. */
  static KeyKind ec() {
    return key -> key.getAlgorithm().equals("EC") || key.getAlgorithm().equals("ECDSA");
  }

  /** Keys on {@code curve}. */
  static KeyKind ec(NistCurve curve) {
    return key -> ec().includes(key) && (!(key instanceof ECKey onCurve) || curve.holds(onCurve));
  }

  /** Ed25519 or Ed448 keys, which JDKs call EdDSA both. */
  static KeyKind edwards(String name) {
    return key ->
        key instanceof EdECKey edwards
            ? edwards.getParams().getName().equalsIgnoreCase(name)
            : key.getAlgorithm().equalsIgnoreCase(name);
  }

  /**
   * ML-DSA keys of one parameter set. JDKs call all three sets ML-DSA, so the encoding decides.
   *
   * @param arc last number of the set's object identifier
   */
  static KeyKind mlDsa(String name, int arc) {
    return key ->
        key.getAlgorithm().equals(name)
            || key.getAlgorithm().equals("ML-DSA") && MlDsaEncoding.names(key, arc);
  }

  private static boolean isLargeEnough(Key key, HashAlgorithm hash) {
    if (!(key instanceof RSAKey rsa)) {
      return true;
    }
    // RFC 8017 9.1.1: emLen >= hLen + sLen + 2, where emBits is one bit less than the modulus has
    int encodedLength = (rsa.getModulus().bitLength() - 1 + Byte.SIZE - 1) / Byte.SIZE;
    return encodedLength >= 2 * hash.length() + 2;
  }

  private static boolean allows(AlgorithmParameterSpec parameters, HashAlgorithm hash) {
    if (!(parameters instanceof PSSParameterSpec pss)) {
      return true;
    }
    // RFC 4055 3.1: the hash of the key is the only one, its salt length is the least
    return pss.getDigestAlgorithm().equalsIgnoreCase(hash.jcaName())
        && pss.getMGFParameters() instanceof MGF1ParameterSpec mask
        && mask.getDigestAlgorithm().equalsIgnoreCase(hash.jcaName())
        && pss.getSaltLength() <= hash.length();
  }

  /** The object identifier in an encoded ML-DSA key. */
  final class MlDsaEncoding {
    /** 2.16.840.1.101.3.4.3.x in DER, up to x: the arc of NIST's signature algorithms. */
    private static final byte[] NIST_SIGNATURES = {6, 9, 0x60, (byte) 0x86, 0x48, 1, 0x65, 3, 4, 3};

    /** Where it stands in a SubjectPublicKeyInfo and in a PKCS #8 key of this size. */
    private static final int[] OFFSETS = {6, 9};

    private MlDsaEncoding() {}

    static boolean names(Key key, int arc) {
      byte[] encoded = key.getEncoded();
      if (encoded == null) {
        return true;
      }
      try {
        return Arrays.stream(OFFSETS).anyMatch(offset -> stands(encoded, offset, arc));
      } finally {
        Arrays.fill(encoded, (byte) 0);
      }
    }

    private static boolean stands(byte[] encoded, int offset, int arc) {
      int end = offset + NIST_SIGNATURES.length;
      return encoded.length > end
          && Arrays.equals(encoded, offset, end, NIST_SIGNATURES, 0, NIST_SIGNATURES.length)
          && encoded[end] == arc;
    }
  }
}
