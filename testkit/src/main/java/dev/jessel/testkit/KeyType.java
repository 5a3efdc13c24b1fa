// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The kinds of keys that a test certificate can be for, or signed with. */
public enum KeyType {
  /** RSA of 2048 bits, for anything. */
  RSA("RSA", 2048, "SHA256withRSA"),
  /** RSA of 2048 bits, for PSS with any hash and nothing else. */
  RSA_PSS("RSASSA-PSS", 2048, "RSASSA-PSS"),
  /** NIST P-256. */
  P256("EC", "secp256r1", "SHA256withECDSA"),
  /** NIST P-384. */
  P384("EC", "secp384r1", "SHA384withECDSA"),
  /** NIST P-521. */
  P521("EC", "secp521r1", "SHA512withECDSA"),
  /** Edwards curve 25519. */
  ED25519("Ed25519", "Ed25519"),
  /** Edwards curve 448. */
  ED448("Ed448", "Ed448"),
  /** ML-DSA of category 2. */
  ML_DSA_44("ML-DSA-44", "ML-DSA-44"),
  /** ML-DSA of category 3. */
  ML_DSA_65("ML-DSA-65", "ML-DSA-65"),
  /** ML-DSA of category 5. */
  ML_DSA_87("ML-DSA-87", "ML-DSA-87");

  private static final PSSParameterSpec PSS_SHA_256 =
      new PSSParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

  private final String algorithm;
  private final int bits;
  private final Optional<String> curve;
  private final String signature;

  KeyType(String algorithm, int bits, Optional<String> curve, String signature) {
    this.algorithm = algorithm;
    this.bits = bits;
    this.curve = curve;
    this.signature = signature;
  }

  KeyType(String algorithm, int bits, String signature) {
    this(algorithm, bits, Optional.empty(), signature);
  }

  KeyType(String algorithm, String curve, String signature) {
    this(algorithm, 0, Optional.of(curve), signature);
  }

  KeyType(String algorithm, String signature) {
    this(algorithm, 0, Optional.empty(), signature);
  }

  /** Makes a fresh key pair. */
  public KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = generator();
      if (bits > 0) {
        generator.initialize(bits);
      } else if (curve.isPresent()) {
        generator.initialize((AlgorithmParameterSpec) new ECGenParameterSpec(curve.get()));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key pair of type " + this, e);
    }
  }

  /** What signs certificates with such a key. */
  ContentSigner signer(KeyPair keys) {
    try {
      JcaContentSignerBuilder builder =
          this == RSA_PSS
              ? new JcaContentSignerBuilder(signature, PSS_SHA_256)
              : new JcaContentSignerBuilder(signature);
      if (this == RSA_PSS || isPostQuantum()) {
        builder.setProvider(BouncyCastle.PROVIDER);
      }
      return builder.build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("no signature by a key of type " + this, e);
    }
  }

  /** True for the types that JDKs before 24 and OpenSSL before 3.5 do not have. */
  public boolean isPostQuantum() {
    return name().startsWith("ML_DSA");
  }

  // Bouncy Castle writes ML-DSA keys in a form that every peer reads, and has them on each JDK.
  private KeyPairGenerator generator() throws GeneralSecurityException {
    return isPostQuantum()
        ? KeyPairGenerator.getInstance(algorithm, BouncyCastle.PROVIDER)
        : KeyPairGenerator.getInstance(algorithm);
  }

  /** Never registered: what other code gets from JCA stays as it was. */
  private static final class BouncyCastle {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }
}
