// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * With what a certificate is signed.
 *
 * @param oid the dotted object identifier
 * @param keyAlgorithms object identifiers of the public keys that can verify it; empty if unknown
 * @param securityBits the strength of the hash against collisions as OpenSSL counts it; 0 if
 *     unknown
 * @param scheme the name that TLS has for it, if there is one
 */
record SignatureAlgorithm(
    String oid, Set<String> keyAlgorithms, int securityBits, Optional<SignatureScheme> scheme) {
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
  private static final String EC = "1.2.840.10045.2.1";
  private static final String DSA = "1.2.840.10040.4.1";
  private static final String ED25519 = "1.3.101.112";
  private static final String ED448 = "1.3.101.113";
  private static final String NIST = "2.16.840.1.101.3.4.";

  // OpenSSL rates these two below half their output length, because collisions are known.
  private static final int MD5_BITS = 39;
  private static final int SHA1_BITS = 63;

  private static final Map<String, SignatureAlgorithm> KNOWN =
      Map.ofEntries(
          known("1.2.840.113549.1.1.4", RSA, MD5_BITS),
          known("1.2.840.113549.1.1.5", RSA, SHA1_BITS, SignatureScheme.RSA_PKCS1_SHA1),
          known("1.2.840.113549.1.1.14", RSA, 112, SignatureScheme.RSA_PKCS1_SHA224),
          known("1.2.840.113549.1.1.11", RSA, 128, SignatureScheme.RSA_PKCS1_SHA256),
          known("1.2.840.113549.1.1.12", RSA, 192, SignatureScheme.RSA_PKCS1_SHA384),
          known("1.2.840.113549.1.1.13", RSA, 256, SignatureScheme.RSA_PKCS1_SHA512),
          known("1.2.840.10045.4.1", EC, SHA1_BITS, SignatureScheme.ECDSA_SHA1),
          known("1.2.840.10045.4.3.1", EC, 112, SignatureScheme.ECDSA_SHA224),
          known("1.2.840.10045.4.3.2", EC, 128, SignatureScheme.ECDSA_SECP256R1_SHA256),
          known("1.2.840.10045.4.3.3", EC, 192, SignatureScheme.ECDSA_SECP384R1_SHA384),
          known("1.2.840.10045.4.3.4", EC, 256, SignatureScheme.ECDSA_SECP521R1_SHA512),
          known(NIST + "3.10", EC, 128), // ECDSA and RSA with SHA-3
          known(NIST + "3.11", EC, 192),
          known(NIST + "3.12", EC, 256),
          known(NIST + "3.14", RSA, 128),
          known(NIST + "3.15", RSA, 192),
          known(NIST + "3.16", RSA, 256),
          known("1.2.840.10040.4.3", DSA, SHA1_BITS),
          known(NIST + "3.2", DSA, 128),
          known(ED25519, ED25519, 128, SignatureScheme.ED25519),
          known(ED448, ED448, 224, SignatureScheme.ED448),
          known(NIST + "3.17", NIST + "3.17", 128, SignatureScheme.MLDSA44),
          known(NIST + "3.18", NIST + "3.18", 192, SignatureScheme.MLDSA65),
          known(NIST + "3.19", NIST + "3.19", 256, SignatureScheme.MLDSA87));

  // RFC 4055 3.1: the hash of RSASSA-PSS is a parameter, and SHA-1 when it is left out.
  private static final Map<String, SignatureAlgorithm> PSS_BY_HASH =
      Map.ofEntries(
          pss(NIST + "2.4", 112),
          pss(NIST + "2.1", 128, SignatureScheme.RSA_PSS_RSAE_SHA256),
          pss(NIST + "2.2", 192, SignatureScheme.RSA_PSS_RSAE_SHA384),
          pss(NIST + "2.3", 256, SignatureScheme.RSA_PSS_RSAE_SHA512));

  static SignatureAlgorithm read(DerElement algorithmIdentifier) throws DerException {
    DerReader fields = algorithmIdentifier.content();
    String oid = fields.next().oid();
    if (oid.equals(RSASSA_PSS)) {
      return pssWith(fields);
    }
    SignatureAlgorithm known = KNOWN.get(oid);
    return known != null ? known : new SignatureAlgorithm(oid, Set.of(), 0, Optional.empty());
  }

  /** Whether its parameters decide how a signature is checked. */
  boolean isPss() {
    return oid.equals(RSASSA_PSS);
  }

  /** Whether a key of this algorithm can have made such a signature. */
  boolean matchesKey(String keyAlgorithm) {
    return keyAlgorithms.isEmpty() || keyAlgorithms.contains(keyAlgorithm);
  }

  /** The strength of a key whose algorithm is that of its signatures, as with Ed25519; else 0. */
  static int strengthOfOwnKey(String keyAlgorithm) {
    SignatureAlgorithm own = KNOWN.get(keyAlgorithm);
    return own != null && own.keyAlgorithms.contains(keyAlgorithm) ? own.securityBits : 0;
  }

  private static SignatureAlgorithm pssWith(DerReader fields) throws DerException {
    if (fields.nextIs(DerTag.SEQUENCE)) {
      DerReader parameters = fields.sequence();
      if (parameters.nextIs(DerTag.constructed(0))) {
        String hash = parameters.next().content().sequence().next().oid();
        SignatureAlgorithm known = PSS_BY_HASH.get(hash);
        return known != null ? known : pssOf(0, Optional.empty());
      }
    }
    return pssOf(SHA1_BITS, Optional.empty());
  }

  private static Map.Entry<String, SignatureAlgorithm> known(
      String oid, String key, int bits, SignatureScheme scheme) {
    return Map.entry(oid, new SignatureAlgorithm(oid, Set.of(key), bits, Optional.of(scheme)));
  }

  private static Map.Entry<String, SignatureAlgorithm> known(String oid, String key, int bits) {
    return Map.entry(oid, new SignatureAlgorithm(oid, Set.of(key), bits, Optional.empty()));
  }

  private static Map.Entry<String, SignatureAlgorithm> pss(
      String hash, int bits, SignatureScheme scheme) {
    return Map.entry(hash, pssOf(bits, Optional.of(scheme)));
  }

  private static Map.Entry<String, SignatureAlgorithm> pss(String hash, int bits) {
    return Map.entry(hash, pssOf(bits, Optional.empty()));
  }

  private static SignatureAlgorithm pssOf(int bits, Optional<SignatureScheme> scheme) {
    return new SignatureAlgorithm(RSASSA_PSS, Set.of(RSA, RSASSA_PSS), bits, scheme);
  }
}
