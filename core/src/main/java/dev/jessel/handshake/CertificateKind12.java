// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.PeerCertificate;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a server's certificate has a key of the kind that a suite of TLS 1.2 names. */
public final class CertificateKind12 {
  private static final Map<SignatureScheme, NamedGroup> CURVES =
      Map.of(
          SignatureScheme.ECDSA_SECP256R1_SHA256, NamedGroup.SECP256R1,
          SignatureScheme.ECDSA_SECP384R1_SHA384, NamedGroup.SECP384R1,
          SignatureScheme.ECDSA_SECP521R1_SHA512, NamedGroup.SECP521R1);

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
   * Whether a key is no ECDSA key on another curve than those that a client takes (RFC 8422 5.1).
   * TLS 1.3 has a scheme for each curve: it tells which one the key is on.
   */
  public static boolean isOnCurveOf(List<NamedGroup> groups, PublicKey key, CryptoProvider crypto) {
    List<NamedGroup> curves =
        crypto.schemesFor(key, ProtocolVersion.TLS_1_3).stream()
            .flatMap(scheme -> Optional.ofNullable(CURVES.get(scheme)).stream())
            .toList();
    return curves.isEmpty() || curves.stream().anyMatch(groups::contains);
  }

  /**
   * Refuses a server's certificate of another kind.
   *
   * @param groups what the client named; empty when it named none
   * @throws TlsException illegal_parameter
   */
  public static void check(
      Agreement12 agreement, List<NamedGroup> groups, PeerCertificate leaf, HandshakeIo io)
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
    if (!groups.isEmpty() && !isOnCurveOf(groups, key, io.crypto())) {
      throw new TlsException(SslReason.WRONG_CURVE, "a certificate's curve that was not named");
    }
  }
}
