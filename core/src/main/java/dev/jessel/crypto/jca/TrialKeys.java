// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Optional;

/** Keys to try signatures with. They protect nothing. */
interface TrialKeys {
  /** A pair; another one or the same each time. */
  KeyPair pair() throws GeneralSecurityException;

  /** The keys for {@code algorithm}, the name of a signature; empty if it is not tried. */
  static Optional<TrialKeys> of(String algorithm) {
    if (algorithm.endsWith("withRSA") || algorithm.equals("RSASSA-PSS")) {
      return Optional.of(Rsa::pair);
    }
    return Optional.ofNullable(Curves.OF.get(algorithm));
  }

  /** The usual curve of each hash, and the one that is its own algorithm. */
  final class Curves {
    private static final Map<String, TrialKeys> OF =
        Map.of(
            "SHA256withECDSA", () -> onCurve("secp256r1"),
            "SHA384withECDSA", () -> onCurve("secp384r1"),
            "SHA512withECDSA", () -> onCurve("secp521r1"),
            "Ed25519", () -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair());

    private Curves() {}

    private static KeyPair onCurve(String name) throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(name));
      return generator.generateKeyPair();
    }
  }

  /**
   * A key of 2,048 bits whose primes were published for Diffie-Hellman: to look for primes would
   * take longer than the trial.
   */
  final class Rsa {
    /** The second Oakley group. */
    private static final BigInteger P =
        new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
            16);

    /** The group of 1,024 bits that BBN published in 2008. */
    private static final BigInteger Q =
        new BigInteger(
            "B10B8F96A080E01DDE92DE5EAE5D54EC52C99FBCFB06A3C69A6A9DCA52D23B61"
                + "6073E28675A23D189838EF1E2EE652C013ECB4AEA906112324975C3CD49B83BF"
                + "ACCBDD7D90C4BD7098488E9C219A73724EFFD6FAE5644738FAA31A4FF55BCCC0"
                + "A151AF5F0DC8B4BD45BF37DF365C1A65E68CFDA76D4DA708DF1FB2BC2E4A4371",
            16);

    private static final BigInteger E = BigInteger.valueOf(65_537);

    private Rsa() {}

    private static KeyPair pair() throws GeneralSecurityException {
      BigInteger n = P.multiply(Q);
      BigInteger lessP = P.subtract(BigInteger.ONE);
      BigInteger lessQ = Q.subtract(BigInteger.ONE);
      BigInteger d = E.modInverse(lessP.multiply(lessQ));
      KeyFactory factory = KeyFactory.getInstance("RSA");
      return new KeyPair(
          factory.generatePublic(new RSAPublicKeySpec(n, E)),
          factory.generatePrivate(
              new RSAPrivateCrtKeySpec(
                  n, E, d, P, Q, d.mod(lessP), d.mod(lessQ), Q.modInverse(P))));
    }
  }
}
