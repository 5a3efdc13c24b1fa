// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Key pairs of all kinds that sign. */
final class TestKeys {
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private TestKeys() {}

  static KeyPair of(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static KeyPair ec(String curve) {
    return with("EC", new ECGenParameterSpec(curve));
  }

  static KeyPair rsa(int bits) {
    return with("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  static KeyPair rsaPss(int bits) {
    return with("RSASSA-PSS", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  static KeyPair rsaPss(int bits, String hash, int saltLength) {
    PSSParameterSpec bound =
        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), saltLength, 1);
    return with("RSASSA-PSS", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4, bound));
  }

  /** By the JDK where it can, otherwise by Bouncy Castle. */
  static KeyPair mlDsa(String name) {
    try {
      return KeyPairGenerator.getInstance(name).generateKeyPair();
    } catch (GeneralSecurityException notInThisJdk) {
      return bouncyCastle(name);
    }
  }

  static KeyPair bouncyCastle(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm, BOUNCY_CASTLE).generateKeyPair();
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** A key that tells its algorithm and nothing else, and that no provider can use. */
  static PrivateKey opaque(String algorithm) {
    return new PrivateKey() {
      private static final long serialVersionUID = 1L;

      @Override
      public String getAlgorithm() {
        return algorithm;
      }

      @Override
      public String getFormat() {
        return null;
      }

      @Override
      public byte[] getEncoded() {
        return null;
      }
    };
  }

  private static KeyPair with(String algorithm, AlgorithmParameterSpec parameters) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
