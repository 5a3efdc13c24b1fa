// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;

/**
 * Turns encoded keys into keys of a provider: an installed one, or Bouncy Castle if none of those
 * can and it is on the class path.
 */
final class KeyFormat {
  private static final String BOUNCY_CASTLE = "org.bouncycastle.jce.provider.BouncyCastleProvider";

  // Not every provider knows its algorithms by their numbers.
  private static final Map<String, String> NAMES =
      Map.of(
          "1.2.840.113549.1.1.1", "RSA",
          "1.2.840.113549.1.1.10", "RSASSA-PSS",
          "1.2.840.10045.2.1", "EC",
          "1.2.840.10040.4.1", "DSA",
          "1.3.101.112", "Ed25519",
          "1.3.101.113", "Ed448",
          "2.16.840.1.101.3.4.3.17", "ML-DSA-44",
          "2.16.840.1.101.3.4.3.18", "ML-DSA-65",
          "2.16.840.1.101.3.4.3.19", "ML-DSA-87");

  @FunctionalInterface
  private interface Decoding<K> {
    K from(KeyFactory factory) throws InvalidKeySpecException;
  }

  private KeyFormat() {}

  /** Reads a SubjectPublicKeyInfo. */
  static PublicKey publicKey(Bytes spki) throws GeneralSecurityException {
    byte[] encoded = spki.toArray();
    String oid = algorithm(() -> DerReader.of(encoded).sequence());
    return decode(oid, factory -> factory.generatePublic(new X509EncodedKeySpec(encoded)));
  }

  /** Reads a PKCS#8 PrivateKeyInfo. */
  static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
    String oid =
        algorithm(
            () -> {
              DerReader fields = DerReader.of(pkcs8).sequence();
              fields.next(DerTag.INTEGER);
              return fields;
            });
    return decode(oid, factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
  }

  @FunctionalInterface
  private interface BeforeAlgorithm {
    DerReader position() throws DerException;
  }

  private static String algorithm(BeforeAlgorithm fields) throws InvalidKeySpecException {
    try {
      return fields.position().sequence().next().oid();
    } catch (DerException e) {
      throw new InvalidKeySpecException("malformed key: " + e.getMessage(), e);
    }
  }

  private static <K> K decode(String oid, Decoding<K> decoding) throws GeneralSecurityException {
    String name = NAMES.get(oid);
    if (name == null) {
      throw new NoSuchAlgorithmException("key algorithm " + oid);
    }
    try {
      return decoding.from(KeyFactory.getInstance(name));
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      Optional<Provider> fallback = fallback();
      if (fallback.isEmpty() || fallback.get().getService("KeyFactory", name) == null) {
        throw e;
      }
      return decoding.from(KeyFactory.getInstance(name, fallback.get()));
    }
  }

  /** Bouncy Castle, for what the installed providers lack. */
  static Optional<Provider> fallback() {
    return Fallback.PROVIDER;
  }

  /** Loaded when the installed providers first fail, and never registered. */
  private static final class Fallback {
    static final Optional<Provider> PROVIDER = find();

    private static Optional<Provider> find() {
      Provider registered = Security.getProvider("BC");
      if (registered != null) {
        return Optional.of(registered);
      }
      try {
        Class<?> type = Class.forName(BOUNCY_CASTLE);
        return Optional.of((Provider) type.getConstructor().newInstance());
      } catch (ReflectiveOperationException | LinkageError e) {
        return Optional.empty();
      }
    }
  }
}
