// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.x509.PeerCertificate;
import java.security.PublicKey;

/** Whether a server's certificate has a key of the kind that a suite of TLS 1.2 names. */
public final class CertificateKind12 {
  private CertificateKind12() {}

  /** Whether a key can authenticate in a suite. */
  public static boolean fits(Authentication authentication, PublicKey key) {
    String algorithm = key.getAlgorithm();
    boolean rsa = algorithm.equals("RSA") || algorithm.equals("RSASSA-PSS");
    return switch (authentication) {
      case RSA -> rsa;
      // RFC 8422 2.2: the ECDSA suites serve EdDSA as well.
      case ECDSA -> !rsa;
      default -> false;
    };
  }

  /**
   * Refuses a server's certificate of another kind.
   *
   * @throws TlsException illegal_parameter
   */
  public static void check(Agreement12 agreement, PeerCertificate leaf, HandshakeIo io)
      throws TlsException {
    PublicKey key = leaf.publicKey();
    SuiteParameters suite = agreement.suite();
    boolean usable =
        suite.keyExchange().transportsKey()
            ? key.getAlgorithm().equals("RSA")
            : !io.crypto().schemesFor(key, agreement.dialect().version()).isEmpty();
    if (!usable || !fits(suite.authentication(), key)) {
      throw new TlsException(
          SslReason.WRONG_CERTIFICATE_TYPE, suite.suite() + " with a key of " + key.getAlgorithm());
    }
  }
}
