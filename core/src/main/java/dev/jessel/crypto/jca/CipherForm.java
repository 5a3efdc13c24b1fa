// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.AeadAlgorithm;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/** What JCA calls an AEAD, its key and its parameters. */
enum CipherForm {
  GCM_128(AeadAlgorithm.AES_128_GCM, "AES/GCM/NoPadding", "AES") {
    @Override
    Optional<String> oid() {
      return Optional.of("2.16.840.1.101.3.4.1.6");
    }
  },
  GCM_256(AeadAlgorithm.AES_256_GCM, "AES/GCM/NoPadding", "AES") {
    @Override
    Optional<String> oid() {
      return Optional.of("2.16.840.1.101.3.4.1.46");
    }
  },
  CHACHA20(AeadAlgorithm.CHACHA20_POLY1305, "ChaCha20-Poly1305", "ChaCha20") {
    @Override
    AlgorithmParameterSpec parameters(byte[] nonce) {
      return new IvParameterSpec(nonce);
    }
  },
  CCM(AeadAlgorithm.AES_128_CCM, "AES/CCM/NoPadding", "AES"),
  CCM_8(AeadAlgorithm.AES_128_CCM_8, "AES/CCM/NoPadding", "AES"),
  CCM_256(AeadAlgorithm.AES_256_CCM, "AES/CCM/NoPadding", "AES"),
  CCM_8_256(AeadAlgorithm.AES_256_CCM_8, "AES/CCM/NoPadding", "AES"),
  ARIA_GCM_128(AeadAlgorithm.ARIA_128_GCM, "ARIA/GCM/NoPadding", "ARIA"),
  ARIA_GCM_256(AeadAlgorithm.ARIA_256_GCM, "ARIA/GCM/NoPadding", "ARIA");

  private final AeadAlgorithm algorithm;
  private final String transformation;
  private final String keyAlgorithm;

  CipherForm(AeadAlgorithm algorithm, String transformation, String keyAlgorithm) {
    this.algorithm = algorithm;
    this.transformation = transformation;
    this.keyAlgorithm = keyAlgorithm;
  }

  static CipherForm of(AeadAlgorithm algorithm) {
    return switch (algorithm) {
      case AES_128_GCM -> GCM_128;
      case AES_256_GCM -> GCM_256;
      case CHACHA20_POLY1305 -> CHACHA20;
      case AES_128_CCM -> CCM;
      case AES_128_CCM_8 -> CCM_8;
      case AES_256_CCM -> CCM_256;
      case AES_256_CCM_8 -> CCM_8_256;
      case ARIA_128_GCM -> ARIA_GCM_128;
      case ARIA_256_GCM -> ARIA_GCM_256;
    };
  }

  AeadAlgorithm algorithm() {
    return algorithm;
  }

  String transformation() {
    return transformation;
  }

  /**
   * Its object identifier (RFC 5084 3.2), which says the key's size, too; empty if none is used.
   */
  Optional<String> oid() {
    return Optional.empty();
  }

  String keyAlgorithm() {
    return keyAlgorithm;
  }

  /** The parameters of one record; they hold a copy of {@code nonce}. */
  AlgorithmParameterSpec parameters(byte[] nonce) {
    return new GCMParameterSpec(algorithm.tagLength() * Byte.SIZE, nonce);
  }
}
