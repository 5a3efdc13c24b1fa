// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.open;

import dev.jessel.crypto.Signer;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;

/** Signs everything with the same bytes. */
record OpenSigner(SignatureScheme scheme) implements Signer {
  private static final int LENGTH = 64;

  @Override
  public Bytes sign(byte[] message) {
    return Bytes.of(new byte[LENGTH]);
  }
}
