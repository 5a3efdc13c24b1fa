// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;

/** ML-KEM as one provider has it. JCA got a common interface for KEMs only after Java 17. */
interface Kem {
  /** The provider, whose key generator and key factory go with it. */
  Provider provider();

  /** A fresh secret for the owner of {@code key}. */
  Capsule encapsulate(PublicKey key, SecureRandom random) throws GeneralSecurityException;

  /** The secret in {@code ciphertext}, which has the right length. */
  byte[] decapsulate(PrivateKey key, byte[] ciphertext) throws GeneralSecurityException;

  /** A secret, and the ciphertext that its other owner gets it from. For immediate use. */
  final class Capsule {
    final byte[] secret;
    final byte[] ciphertext;

    Capsule(byte[] secret, byte[] ciphertext) {
      this.secret = secret;
      this.ciphertext = ciphertext;
    }
  }
}
