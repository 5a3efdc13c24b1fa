// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The numbers by which libcrypto knows groups, keys, digests and signatures. */
final class Nids {
  /** No number. */
  static final int UNDEFINED = 0;

  /** {@code TLSEXT_nid_unknown}: with this bit, a number is a code point of TLS. */
  static final int UNKNOWN = 0x1000000;

  static final int RSA = 6;
  static final int RSA_PSS = 912;
  static final int EC = 408;

  private static final int SHA_1 = 64;
  private static final int SHA_224 = 675;
  private static final int SHA_256 = 672;
  private static final int SHA_384 = 673;
  private static final int SHA_512 = 674;

  private static final Map<Integer, NamedGroup> GROUPS =
      Map.ofEntries(
          Map.entry(415, NamedGroup.SECP256R1),
          Map.entry(715, NamedGroup.SECP384R1),
          Map.entry(716, NamedGroup.SECP521R1),
          Map.entry(1034, NamedGroup.X25519),
          Map.entry(1035, NamedGroup.X448),
          Map.entry(1126, NamedGroup.FFDHE2048),
          Map.entry(1127, NamedGroup.FFDHE3072),
          Map.entry(1128, NamedGroup.FFDHE4096),
          Map.entry(1129, NamedGroup.FFDHE6144),
          Map.entry(1130, NamedGroup.FFDHE8192));

  private static final Map<SignatureScheme, Signature> SCHEMES = schemes();

  private Nids() {}

  /**
   * The numbers of a signature scheme; those that it does not have are {@link #UNDEFINED}.
   *
   * @param key the kind of key
   * @param hash the digest
   * @param both key and digest together
   */
  record Signature(int key, int hash, int both) {
    static final Signature NONE = new Signature(UNDEFINED, UNDEFINED, UNDEFINED);
  }

  /** The number of a group; for one that has none, its code point with {@link #UNKNOWN}. */
  static int of(NamedGroup group) {
    return GROUPS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(group))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(UNKNOWN | group.code());
  }

  /** The group that has a number, or whose code point it holds. */
  static Optional<NamedGroup> group(int number) {
    return (number & UNKNOWN) != 0
        ? Optional.of(new NamedGroup(number & 0xFFFF))
        : Optional.ofNullable(GROUPS.get(number));
  }

  static Signature of(SignatureScheme scheme) {
    return SCHEMES.getOrDefault(scheme, Signature.NONE);
  }

  /** The first scheme with a digest and a kind of key. */
  static Optional<SignatureScheme> scheme(int hash, int key) {
    return SCHEMES.entrySet().stream()
        .filter(entry -> entry.getValue().hash() == hash && entry.getValue().key() == key)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<SignatureScheme, Signature> schemes() {
    Map<SignatureScheme, Signature> all = new LinkedHashMap<>();
    all.put(SignatureScheme.ECDSA_SECP256R1_SHA256, new Signature(EC, SHA_256, 794));
    all.put(SignatureScheme.ECDSA_SECP384R1_SHA384, new Signature(EC, SHA_384, 795));
    all.put(SignatureScheme.ECDSA_SECP521R1_SHA512, new Signature(EC, SHA_512, 796));
    all.put(SignatureScheme.ED25519, new Signature(1087, UNDEFINED, UNDEFINED));
    all.put(SignatureScheme.ED448, new Signature(1088, UNDEFINED, UNDEFINED));
    all.put(SignatureScheme.ECDSA_SHA224, new Signature(EC, SHA_224, 793));
    all.put(SignatureScheme.ECDSA_SHA1, new Signature(EC, SHA_1, 416));
    all.put(SignatureScheme.ECDSA_BRAINPOOLP256R1TLS13_SHA256, new Signature(EC, SHA_256, 794));
    all.put(SignatureScheme.ECDSA_BRAINPOOLP384R1TLS13_SHA384, new Signature(EC, SHA_384, 795));
    all.put(SignatureScheme.ECDSA_BRAINPOOLP512R1TLS13_SHA512, new Signature(EC, SHA_512, 796));
    all.put(SignatureScheme.RSA_PSS_RSAE_SHA256, new Signature(RSA_PSS, SHA_256, UNDEFINED));
    all.put(SignatureScheme.RSA_PSS_RSAE_SHA384, new Signature(RSA_PSS, SHA_384, UNDEFINED));
    all.put(SignatureScheme.RSA_PSS_RSAE_SHA512, new Signature(RSA_PSS, SHA_512, UNDEFINED));
    all.put(SignatureScheme.RSA_PSS_PSS_SHA256, new Signature(RSA_PSS, SHA_256, UNDEFINED));
    all.put(SignatureScheme.RSA_PSS_PSS_SHA384, new Signature(RSA_PSS, SHA_384, UNDEFINED));
    all.put(SignatureScheme.RSA_PSS_PSS_SHA512, new Signature(RSA_PSS, SHA_512, UNDEFINED));
    all.put(SignatureScheme.RSA_PKCS1_SHA256, new Signature(RSA, SHA_256, 668));
    all.put(SignatureScheme.RSA_PKCS1_SHA384, new Signature(RSA, SHA_384, 669));
    all.put(SignatureScheme.RSA_PKCS1_SHA512, new Signature(RSA, SHA_512, 670));
    all.put(SignatureScheme.RSA_PKCS1_SHA224, new Signature(RSA, SHA_224, 671));
    all.put(SignatureScheme.RSA_PKCS1_SHA1, new Signature(RSA, SHA_1, 65));
    all.put(SignatureScheme.MLDSA44, new Signature(1457, UNDEFINED, UNDEFINED));
    all.put(SignatureScheme.MLDSA65, new Signature(1458, UNDEFINED, UNDEFINED));
    all.put(SignatureScheme.MLDSA87, new Signature(1459, UNDEFINED, UNDEFINED));
    return all;
  }
}
