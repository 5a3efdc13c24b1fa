// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/** The kinds of JCA engine that Jessel asks for, and how to learn who would serve one. */
enum JcaService {
  DIGEST,
  MAC,
  CIPHER,
  SIGNATURE,
  VERIFICATION,
  KEY_PAIR_GENERATOR,
  KEY_AGREEMENT;

  /** The installed provider that JCA prefers for {@code algorithm}. */
  Provider preferred(String algorithm) throws GeneralSecurityException {
    return switch (this) {
      case DIGEST -> MessageDigest.getInstance(algorithm).getProvider();
      case MAC -> Mac.getInstance(algorithm).getProvider();
      case CIPHER -> Cipher.getInstance(algorithm).getProvider();
      case SIGNATURE, VERIFICATION -> Signature.getInstance(algorithm).getProvider();
      case KEY_PAIR_GENERATOR -> KeyPairGenerator.getInstance(algorithm).getProvider();
      case KEY_AGREEMENT -> KeyAgreement.getInstance(algorithm).getProvider();
    };
  }

  /** {@code provider} itself; throws if it does not have {@code algorithm}. */
  Provider from(Provider provider, String algorithm) throws GeneralSecurityException {
    return switch (this) {
      case DIGEST -> MessageDigest.getInstance(algorithm, provider).getProvider();
      case MAC -> Mac.getInstance(algorithm, provider).getProvider();
      case CIPHER -> Cipher.getInstance(algorithm, provider).getProvider();
      case SIGNATURE, VERIFICATION -> Signature.getInstance(algorithm, provider).getProvider();
      case KEY_PAIR_GENERATOR -> KeyPairGenerator.getInstance(algorithm, provider).getProvider();
      case KEY_AGREEMENT -> KeyAgreement.getInstance(algorithm, provider).getProvider();
    };
  }

  /** {@code provider} itself, if it has {@code algorithm}. */
  Optional<Provider> fromIfThere(Provider provider, String algorithm) {
    try {
      return Optional.of(from(provider, algorithm));
    } catch (GeneralSecurityException missingThere) {
      return Optional.empty();
    }
  }
}
