// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Verifier;
import dev.jessel.wire.Bytes;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** A verifier on a {@link Signature} that has its key. */
final class JcaVerifier implements Verifier {
  private final SchemeForm form;
  private final PublicKey key;
  private final Signature verification;

  JcaVerifier(SchemeForm form, PublicKey key, Signature verification) {
    this.form = form;
    this.key = key;
    this.verification = verification;
  }

  @Override
  public boolean verify(byte[] message, Bytes signature) {
    if (!form.allowsLength(signature.length())) {
      return false;
    }
    try {
      verification.update(message);
      return verification.verify(signature.toArray());
    } catch (SignatureException | RuntimeException malformed) {
      // Providers answer odd encodings in more ways than the checked one. All of them mean no.
      startAfresh();
      return false;
    }
  }

  /** A signature that could not even be read leaves the message in the engine. */
  private void startAfresh() {
    try {
      verification.initVerify(key);
    } catch (InvalidKeyException noLongerTaken) {
      throw new ProviderException("the key was taken before", noLongerTaken);
    }
  }
}
