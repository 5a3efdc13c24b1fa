// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How strong groups and signatures are, in bits of a symmetric key, as OpenSSL counts. */
public final class Strength {
  // NIST SP 800-57 part 1, table 2.
  private static final NavigableMap<Integer, Integer> OF_MODULUS =
      new TreeMap<>(Map.of(0, 0, 1024, 80, 2048, 112, 3072, 128, 7680, 192, 15360, 256));

  private static final Map<NamedGroup, Integer> OF_GROUP =
      Map.ofEntries(
          Map.entry(NamedGroup.X25519, 128),
          Map.entry(NamedGroup.SECP256R1, 128),
          Map.entry(NamedGroup.BRAINPOOLP256R1TLS13, 128),
          Map.entry(NamedGroup.X448, 224),
          Map.entry(NamedGroup.SECP384R1, 192),
          Map.entry(NamedGroup.BRAINPOOLP384R1TLS13, 192),
          Map.entry(NamedGroup.SECP521R1, 256),
          Map.entry(NamedGroup.BRAINPOOLP512R1TLS13, 256),
          Map.entry(NamedGroup.FFDHE2048, 112),
          Map.entry(NamedGroup.FFDHE3072, 128),
          Map.entry(NamedGroup.FFDHE4096, 128),
          Map.entry(NamedGroup.FFDHE6144, 128),
          Map.entry(NamedGroup.FFDHE8192, 192),
          Map.entry(NamedGroup.MLKEM512, 128),
          Map.entry(NamedGroup.MLKEM768, 192),
          Map.entry(NamedGroup.MLKEM1024, 256),
          Map.entry(NamedGroup.X25519MLKEM768, 192),
          Map.entry(NamedGroup.SECP256R1MLKEM768, 192),
          Map.entry(NamedGroup.SECP384R1MLKEM1024, 256));

  private static final Map<SignatureScheme, Integer> OF_SCHEME =
      Map.of(
          SignatureScheme.ED25519, 128,
          SignatureScheme.ED448, 224,
          SignatureScheme.MLDSA44, 128,
          SignatureScheme.MLDSA65, 192,
          SignatureScheme.MLDSA87, 256);

  private Strength() {}

  /** The strength of a key of RSA, DSA or finite-field Diffie-Hellman. */
  public static int ofModulus(int bits) {
    return OF_MODULUS.floorEntry(bits).getValue();
  }

  /** The strength of a group; 0 if it cannot be told. */
  public static int of(NamedGroup group) {
    return OF_GROUP.getOrDefault(group, 0);
  }

  /** The strength of a signature, which is that of its hash where it has one to choose. */
  public static int of(SignatureScheme scheme) {
    Integer own = OF_SCHEME.get(scheme);
    return own == null ? ofHash(scheme.name().toLowerCase(Locale.ROOT)) : own;
  }

  private static int ofHash(String scheme) {
    // A collision of a hash takes half its bits; SHA-1 falls to 2^64, MD5 to a laptop.
    if (scheme.endsWith("sha512")) {
      return 256;
    }
    if (scheme.endsWith("sha384")) {
      return 192;
    }
    if (scheme.endsWith("sha256")) {
      return 128;
    }
    if (scheme.endsWith("sha224")) {
      return 112;
    }
    return scheme.endsWith("sha1") ? 64 : 0;
  }
}
