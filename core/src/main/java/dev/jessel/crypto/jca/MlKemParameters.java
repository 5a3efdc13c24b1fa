// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.util.HexFormat;

/** The parameter sets of ML-KEM (FIPS 203, table 3). */
enum MlKemParameters {
  ML_KEM_512("ML-KEM-512", 800, 768, "30820332300b06096086480165030404010382032100"),
  ML_KEM_768("ML-KEM-768", 1184, 1088, "308204b2300b0609608648016503040402038204a100"),
  ML_KEM_1024("ML-KEM-1024", 1568, 1568, "30820632300b06096086480165030404030382062100");

  private final String jcaName;
  private final int keyLength;
  private final int ciphertextLength;
  private final byte[] spkiPrefix;

  MlKemParameters(String jcaName, int keyLength, int ciphertextLength, String spkiPrefix) {
    this.jcaName = jcaName;
    this.keyLength = keyLength;
    this.ciphertextLength = ciphertextLength;
    this.spkiPrefix = HexFormat.of().parseHex(spkiPrefix);
  }

  /** Standard name of the key pair generator and the key factory. */
  String jcaName() {
    return jcaName;
  }

  /** Size of an encapsulation key on the wire, in bytes. */
  int keyLength() {
    return keyLength;
  }

  /** Size of a ciphertext, in bytes. */
  int ciphertextLength() {
    return ciphertextLength;
  }

  /**
   * What stands before the key in its SubjectPublicKeyInfo, which is the form that JCA speaks: the
   * algorithm's object identifier, and lengths that never change.
   */
  byte[] spkiPrefix() {
    return spkiPrefix.clone();
  }
}
