// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Signer;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.Signature;

/** A signer on a {@link Signature} that has its key. */
final class JcaSigner implements Signer {
  private final SignatureScheme scheme;
  private final Signature signature;

  JcaSigner(SignatureScheme scheme, Signature signature) {
    this.scheme = scheme;
    this.signature = signature;
  }

  @Override
  public SignatureScheme scheme() {
    return scheme;
  }

  @Override
  public Bytes sign(byte[] message) throws GeneralSecurityException {
    signature.update(message);
    return Bytes.of(signature.sign());
  }
}
