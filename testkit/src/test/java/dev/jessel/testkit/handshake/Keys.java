// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import java.security.GeneralSecurityException;

/** Signs as somebody does who has the key. */
final class Keys {
  private Keys() {}

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
