// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a signature scheme is in JCA.
 *
 * @param scheme the scheme
 * @param algorithm standard name of the {@link java.security.Signature}
 * @param parameters what the algorithm needs to be told besides
 * @param keys which keys can make it
 * @param signatureLength the only size of a signature in bytes, where the provider cannot be
 *     trusted to insist on it: JDK 17 takes Ed25519 and Ed448 signatures with more bytes behind
 */
record SchemeForm(
    SignatureScheme scheme,
    String algorithm,
    Optional<AlgorithmParameterSpec> parameters,
    KeyKind keys,
    OptionalInt signatureLength) {

  /** All that is known; among the schemes of one key, the usual one first. */
  static final List<SchemeForm> ALL =
      List.of(
          plain(
              SignatureScheme.ECDSA_SECP256R1_SHA256,
              "SHA256withECDSA",
              KeyKind.ec(NistCurve.P_256)),
          plain(
              SignatureScheme.ECDSA_SECP384R1_SHA384,
              "SHA384withECDSA",
              KeyKind.ec(NistCurve.P_384)),
          plain(
              SignatureScheme.ECDSA_SECP521R1_SHA512,
              "SHA512withECDSA",
              KeyKind.ec(NistCurve.P_521)),
          edwards(SignatureScheme.ED25519, "Ed25519", 64),
          edwards(SignatureScheme.ED448, "Ed448", 114),
          pssWithRsaKey(SignatureScheme.RSA_PSS_RSAE_SHA256, HashAlgorithm.SHA_256),
          pssWithRsaKey(SignatureScheme.RSA_PSS_RSAE_SHA384, HashAlgorithm.SHA_384),
          pssWithRsaKey(SignatureScheme.RSA_PSS_RSAE_SHA512, HashAlgorithm.SHA_512),
          pssWithPssKey(SignatureScheme.RSA_PSS_PSS_SHA256, HashAlgorithm.SHA_256),
          pssWithPssKey(SignatureScheme.RSA_PSS_PSS_SHA384, HashAlgorithm.SHA_384),
          pssWithPssKey(SignatureScheme.RSA_PSS_PSS_SHA512, HashAlgorithm.SHA_512),
          plain(SignatureScheme.MLDSA44, "ML-DSA-44", KeyKind.mlDsa("ML-DSA-44", 17)),
          plain(SignatureScheme.MLDSA65, "ML-DSA-65", KeyKind.mlDsa("ML-DSA-65", 18)),
          plain(SignatureScheme.MLDSA87, "ML-DSA-87", KeyKind.mlDsa("ML-DSA-87", 19)),
          pkcs1(SignatureScheme.RSA_PKCS1_SHA256, HashAlgorithm.SHA_256),
          pkcs1(SignatureScheme.RSA_PKCS1_SHA384, HashAlgorithm.SHA_384),
          pkcs1(SignatureScheme.RSA_PKCS1_SHA512, HashAlgorithm.SHA_512),
          pkcs1(SignatureScheme.RSA_PKCS1_SHA224, HashAlgorithm.SHA_224),
          pkcs1(SignatureScheme.RSA_PKCS1_SHA1, HashAlgorithm.SHA_1),
          plain(SignatureScheme.ECDSA_SHA224, "SHA224withECDSA", KeyKind.ec()),
          plain(SignatureScheme.ECDSA_SHA1, "SHA1withECDSA", KeyKind.ec()),
          // Both hashes are the message: what JCA does with it is padding and RSA.
          plain(
              SignatureScheme.RSA_PKCS1_MD5_SHA1,
              "NONEwithRSA",
              KeyKind.rsaForPkcs1(HashAlgorithm.SHA_384)));

  private static final Map<SignatureScheme, SchemeForm> BY_SCHEME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(SchemeForm::scheme, Function.identity()));

  /** The form of {@code scheme}, if it is known. */
  static Optional<SchemeForm> of(SignatureScheme scheme) {
    return Optional.ofNullable(BY_SCHEME.get(scheme));
  }

  /** Whether {@code key}, private or public, can make this scheme as {@code version} means it. */
  boolean fits(Key key, ProtocolVersion version) {
    // RFC 8422 5.4, RFC 5246 7.4.1.4.1: before TLS 1.3 a hash does not go with one curve alone
    return !version.isAtLeast(ProtocolVersion.TLS_1_3) && algorithm.endsWith("withECDSA")
        ? KeyKind.ec().includes(key)
        : keys.includes(key);
  }

  /** Whether a handshake of {@code version} may be signed so. */
  boolean isAllowedIn(ProtocolVersion version) {
    if (version.isAtLeast(ProtocolVersion.TLS_1_3)) {
      return scheme.maySignTls13Handshake();
    }
    return version.isAtLeast(ProtocolVersion.TLS_1_2)
        ? scheme.maySignTls12Handshake()
        : scheme.maySignOldHandshake();
  }

  /** Tells {@code signature} what it needs to know besides its key, which it has already. */
  void configure(Signature signature) throws InvalidAlgorithmParameterException {
    if (parameters.isPresent()) {
      signature.setParameter(parameters.get());
    }
  }

  /** Whether a signature may have this many bytes. */
  boolean allowsLength(int length) {
    return signatureLength.isEmpty() || signatureLength.getAsInt() == length;
  }

  private static SchemeForm plain(SignatureScheme scheme, String algorithm, KeyKind keys) {
    return new SchemeForm(scheme, algorithm, Optional.empty(), keys, OptionalInt.empty());
  }

  private static SchemeForm pkcs1(SignatureScheme scheme, HashAlgorithm hash) {
    String algorithm = hash.name().replace("_", "") + "withRSA";
    return plain(scheme, algorithm, KeyKind.rsaForPkcs1(hash));
  }

  private static SchemeForm edwards(SignatureScheme scheme, String algorithm, int length) {
    KeyKind keys = KeyKind.edwards(algorithm);
    return new SchemeForm(scheme, algorithm, Optional.empty(), keys, OptionalInt.of(length));
  }

  private static SchemeForm pssWithRsaKey(SignatureScheme scheme, HashAlgorithm hash) {
    return pss(scheme, hash, KeyKind.rsaForPss(hash));
  }

  private static SchemeForm pssWithPssKey(SignatureScheme scheme, HashAlgorithm hash) {
    return pss(scheme, hash, KeyKind.rsaPss(hash));
  }

  private static SchemeForm pss(SignatureScheme scheme, HashAlgorithm hash, KeyKind keys) {
    // RFC 9846 4.3.3: MGF1 with the same hash, a salt as long as the digest
    MGF1ParameterSpec mask = new MGF1ParameterSpec(hash.jcaName());
    AlgorithmParameterSpec parameters =
        new PSSParameterSpec(
            hash.jcaName(), "MGF1", mask, hash.length(), PSSParameterSpec.TRAILER_FIELD_BC);
    return new SchemeForm(scheme, "RSASSA-PSS", Optional.of(parameters), keys, OptionalInt.empty());
  }
}
