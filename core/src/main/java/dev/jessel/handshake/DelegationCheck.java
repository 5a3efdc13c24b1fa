// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Verifier;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.extension.DelegatedKey;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.x509.DelegatedCredential;
import dev.jessel.x509.PeerCertificate;
import java.util.Optional;

/** What RFC 9345 4.1.3 asks of a server's delegated credential. */
public final class DelegationCheck {
  private DelegationCheck() {}

  /** The delegated credential beside the server's own certificate; others are passed over. */
  public static Optional<DelegatedKey> in(CertificateMessage message) {
    return message.entries().isEmpty()
        ? Optional.empty()
        : message.entries().get(0).extensions().find(DelegatedKey.class);
  }

  /**
   * Checks it.
   *
   * @param leaf the certificate that it stands beside
   * @throws TlsException illegal_parameter when it is not good
   */
  public static DelegatedCredential check(DelegatedKey wire, PeerCertificate leaf, HandshakeIo io)
      throws TlsException {
    DelegatedCredential delegated = DelegatedCredential.parse(wire.encoded());
    insist(
        io.config().kinds().delegated().contains(delegated.scheme())
            && delegated.isFit(io.crypto()),
        "signs in a way that was not offered");
    insist(delegated.isValidAt(io.now(), leaf), "is not valid now, or is for too long");
    insist(leaf.mayDelegate(), "stands beside a certificate that does not let it");
    insist(
        io.config().preferences().schemes().contains(wire.algorithm())
            && io.crypto().schemesFor(leaf.publicKey()).contains(wire.algorithm()),
        "is signed in a way that was not offered");
    Verifier verifier = io.crypto().verifier(leaf.publicKey(), wire.algorithm());
    insist(
        verifier.verify(delegated.signedContent(leaf), wire.signature()),
        "is not signed with the key of the certificate");
    return delegated;
  }

  private static void insist(boolean ok, String problem) throws TlsException {
    if (!ok) {
      // RFC 9345 4.1.3: any of these is an illegal_parameter.
      throw new TlsException(SslReason.BAD_EXTENSION, "the delegated credential " + problem);
    }
  }
}
