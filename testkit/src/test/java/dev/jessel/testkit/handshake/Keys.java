// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import java.security.GeneralSecurityException;
import java.security.Signature;

/** Signs as somebody does who has the key. */
final class Keys {
  private Keys() {}

  /** As a token does that hashes nothing itself. */
  static Bytes signDigest(Credential credential, Bytes digest) {
    try {
      Signature signature = Signature.getInstance("NONEwithECDSA");
      signature.initSign(credential.privateKey());
      signature.update(digest.toArray());
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Bytes sign(Credential credential, SignatureScheme scheme, Bytes content) {
    try {
      return Identities.CRYPTO
          .signer(credential.privateKey(), scheme, ProtocolVersion.TLS_1_2)
          .sign(content.toArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
