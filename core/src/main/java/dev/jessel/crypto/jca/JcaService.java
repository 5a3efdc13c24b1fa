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
  DIGEST(
      name -> MessageDigest.getInstance(name).getProvider(),
      (name, provider) -> MessageDigest.getInstance(name, provider).getProvider()),
  MAC(
      name -> Mac.getInstance(name).getProvider(),
      (name, provider) -> Mac.getInstance(name, provider).getProvider()),
  CIPHER(
      name -> Cipher.getInstance(name).getProvider(),
      (name, provider) -> Cipher.getInstance(name, provider).getProvider()),
  SIGNATURE(
      name -> Signature.getInstance(name).getProvider(),
      (name, provider) -> Signature.getInstance(name, provider).getProvider()),
  VERIFICATION(
      name -> Signature.getInstance(name).getProvider(),
      (name, provider) -> Signature.getInstance(name, provider).getProvider()),
  KEY_PAIR_GENERATOR(
      name -> KeyPairGenerator.getInstance(name).getProvider(),
      (name, provider) -> KeyPairGenerator.getInstance(name, provider).getProvider()),
  KEY_AGREEMENT(
      name -> KeyAgreement.getInstance(name).getProvider(),
      (name, provider) -> KeyAgreement.getInstance(name, provider).getProvider());

  private final Installed installed;
  private final Given given;

  JcaService(Installed installed, Given given) {
    this.installed = installed;
    this.given = given;
  }

  /** The installed provider that JCA prefers for {@code algorithm}. */
  Provider preferred(String algorithm) throws GeneralSecurityException {
    return installed.find(algorithm);
  }

  /** {@code provider} itself; throws if it does not have {@code algorithm}. */
  Provider from(Provider provider, String algorithm) throws GeneralSecurityException {
    return given.find(algorithm, provider);
  }

  /** {@code provider} itself, if it has {@code algorithm}. */
  Optional<Provider> fromIfThere(Provider provider, String algorithm) {
    try {
      return Optional.of(from(provider, algorithm));
    } catch (GeneralSecurityException missingThere) {
      return Optional.empty();
    }
  }

  private interface Installed {
    Provider find(String algorithm) throws GeneralSecurityException;
  }

  private interface Given {
    Provider find(String algorithm, Provider provider) throws GeneralSecurityException;
  }
}
