// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Optional;

/**
 * Whether a private key belongs to a public one: by the modulus where that can be seen, else by a
 * signature.
 */
final class KeyPairCheck {
  private static final String MISMATCH = "the private key does not match the certificate";
  private static final byte[] PROBE = "key pair check".getBytes(StandardCharsets.US_ASCII);

  private KeyPairCheck() {}

  /** What is wrong with the pair; empty if nothing is. */
  static Optional<String> problem(PrivateKey privateKey, PublicKey publicKey) {
    if (privateKey instanceof RSAKey mine && publicKey instanceof RSAKey certified) {
      boolean same = mine.getModulus().equals(certified.getModulus());
      return same ? Optional.empty() : Optional.of(MISMATCH);
    }
    try {
      return bySignature(privateKey, publicKey) ? Optional.empty() : Optional.of(MISMATCH);
    } catch (NoSuchAlgorithmException e) {
      return Optional.of("no provider signs with the algorithm of the certificate's key");
    } catch (GeneralSecurityException e) {
      return Optional.of(MISMATCH); // a key of another algorithm, or of another curve
    }
  }

  /** Says it when the key belongs to another certificate of the chain than the first. */
  static String otherOwner(PrivateKey privateKey, List<PeerCertificate> chain) {
    for (int i = 1; i < chain.size(); i++) {
      try {
        if (problem(privateKey, chain.get(i).publicKey()).isEmpty()) {
          return ", but number " + (i + 1) + " of the chain, which must be the first";
        }
      } catch (TlsException e) {
        // One whose key nobody understands is not the one that is looked for.
      }
    }
    return "";
  }

  private static boolean bySignature(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    String algorithm = signatureAlgorithm(publicKey);
    Signature signing = started(algorithm, signature -> signature.initSign(privateKey));
    signing.update(PROBE);
    byte[] probe = signing.sign();
    Signature verifying = started(algorithm, signature -> signature.initVerify(publicKey));
    verifying.update(PROBE);
    return verifying.verify(probe);
  }

  private static String signatureAlgorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  @FunctionalInterface
  private interface Start {
    void with(Signature signature) throws InvalidKeyException;
  }

  private static Signature started(String algorithm, Start start) throws GeneralSecurityException {
    try {
      Signature installed = Signature.getInstance(algorithm);
      start.with(installed);
      return installed;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      Optional<Provider> fallback = KeyFormat.fallback();
      if (fallback.isEmpty()) {
        throw e;
      }
      Signature other = Signature.getInstance(algorithm, fallback.get());
      start.with(other);
      return other;
    }
  }
}
