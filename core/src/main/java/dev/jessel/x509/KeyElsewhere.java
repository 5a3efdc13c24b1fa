// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.io.Serial;
import java.security.PrivateKey;

/** Stands for a private key that is not at hand: no provider signs with it. */
final class KeyElsewhere implements PrivateKey {
  @Serial private static final long serialVersionUID = 1;

  private final String algorithm;

  KeyElsewhere(String algorithm) {
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  /** None: there is nothing to encode. */
  @Override
  public String getFormat() {
    return null;
  }

  @Override
  public byte[] getEncoded() {
    return null;
  }
}
