// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.x509.Credential;
import java.security.GeneralSecurityException;

/** What a peer shows of itself, for bends to make again with other parts. */
public final class Proofs {
  private Proofs() {}

  /** The Certificate message of a credential. */
  public static CertificateMessage certificate(Credential credential) {
    return new CertificateMessage(
        Bytes.EMPTY,
        credential.chain().stream()
            .map(c -> new CertificateEntry(c.der(), Extensions.EMPTY))
            .toList());
  }

  /** A CertificateVerify in the first scheme that the key can make. */
  public static CertificateVerify verify(
      CryptoProvider crypto, Credential credential, byte[] content) {
    return verify(crypto, credential, crypto.schemesFor(credential.publicKey()).get(0), content);
  }

  /** A CertificateVerify in a scheme of choice. */
  public static CertificateVerify verify(
      CryptoProvider crypto, Credential credential, SignatureScheme scheme, byte[] content) {
    try {
      return new CertificateVerify(
          scheme, crypto.signer(credential.privateKey(), scheme).sign(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
