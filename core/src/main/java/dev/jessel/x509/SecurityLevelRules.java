// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import java.security.PublicKey;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The strength that OpenSSL's security levels demand of keys and signatures (see {@code
 * SSL_CTX_set_security_level(3)}), in bits of symmetric keys.
 */
final class SecurityLevelRules {
  static final int MAX_LEVEL = 5;
  private static final int[] BITS_OF_LEVEL = {0, 80, 112, 128, 192, 256};

  // NIST SP 800-57 part 1, table 2: how long RSA and DSA keys must be for each strength.
  private static final NavigableMap<Integer, Integer> BITS_OF_MODULUS =
      new TreeMap<>(Map.of(0, 0, 1024, 80, 2048, 112, 3072, 128, 7680, 192, 15360, 256));

  private final int bits;

  SecurityLevelRules(int level) {
    this.bits = BITS_OF_LEVEL[level];
  }

  /** OpenSSL looks at the key of the leaf before anything else. */
  Stream<Finding> ofLeaf(PeerCertificate leaf) {
    return isTooWeak(leaf)
        ? Stream.of(new Finding(VerifyResult.EE_KEY_TOO_SMALL, 0))
        : Stream.empty();
  }

  /** The keys of all issuers, and all signatures but the one on the anchor. */
  Stream<Finding> ofChain(List<PeerCertificate> chain) {
    return bits == 0
        ? Stream.empty()
        : IntStream.range(0, chain.size())
            .boxed()
            .flatMap(depth -> broken(chain, depth).map(result -> new Finding(result, depth)));
  }

  private Stream<VerifyResult> broken(List<PeerCertificate> chain, int depth) {
    PeerCertificate certificate = chain.get(depth);
    boolean isTop = depth == chain.size() - 1;
    return Rule.broken(
        new Rule(VerifyResult.CA_KEY_TOO_SMALL, () -> depth > 0 && isTooWeak(certificate)),
        new Rule(VerifyResult.CA_MD_TOO_WEAK, () -> !isTop && isWeaklySigned(certificate)));
  }

  /** A key that nobody has shown a certificate of, and its signature on the end of a chain. */
  Stream<Finding> ofSigner(PeerCertificate key, List<PeerCertificate> chain) {
    int top = chain.size() - 1;
    return Rule.broken(
            new Rule(VerifyResult.CA_KEY_TOO_SMALL, () -> isTooWeak(key)),
            new Rule(VerifyResult.CA_MD_TOO_WEAK, () -> isWeaklySigned(chain.get(top))))
        .map(result -> new Finding(result, top));
  }

  /** Whether the key and the signature of an intermediate certificate are strong enough. */
  boolean allow(PeerCertificate intermediate) {
    return !isTooWeak(intermediate) && !isWeaklySigned(intermediate);
  }

  /** Whether signatures of a kind are strong enough. */
  boolean allow(SignatureAlgorithm algorithm) {
    return algorithm.securityBits() >= bits;
  }

  private boolean isWeaklySigned(PeerCertificate certificate) {
    return !allow(certificate.fields().signatureAlgorithm());
  }

  /** Whether a key is not strong enough. */
  boolean isTooWeak(PeerCertificate certificate) {
    return bits > 0 && keyBits(certificate) < bits;
  }

  /** The strength of a key; 0 if it cannot be told. */
  static int keyBits(PeerCertificate certificate) {
    try {
      return keyBits(certificate.publicKey(), certificate.fields().keyAlgorithm());
    } catch (TlsException e) {
      return 0;
    }
  }

  private static int keyBits(PublicKey key, String algorithm) {
    if (key instanceof RSAKey rsa) {
      return BITS_OF_MODULUS.floorEntry(rsa.getModulus().bitLength()).getValue();
    }
    if (key instanceof DSAKey dsa && dsa.getParams() != null) {
      return BITS_OF_MODULUS.floorEntry(dsa.getParams().getP().bitLength()).getValue();
    }
    if (key instanceof ECKey ec) {
      return ec.getParams().getOrder().bitLength() / 2;
    }
    // Where each key makes one kind of signature, the two are equally strong.
    return SignatureAlgorithm.strengthOfOwnKey(algorithm);
  }
}
