// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Verifier;
import dev.jessel.wire.Bytes;
import java.security.Signature;
import java.security.SignatureException;

/** A verifier on a {@link Signature} that has its key. */
final class JcaVerifier implements Verifier {
  private final Signature verification;

  JcaVerifier(Signature verification) {
    this.verification = verification;
  }

  @Override
  public boolean verify(byte[] message, Bytes signature) {
    try {
      verification.update(message);
      return verification.verify(signature.toArray());
    } catch (SignatureException | RuntimeException malformed) {
      // Providers answer odd encodings in more ways than the checked one. All of them mean no.
      return false;
    }
  }
}
