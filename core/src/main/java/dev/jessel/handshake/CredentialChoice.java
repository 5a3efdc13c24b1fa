// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DelegatedCredential;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of several credentials serves a peer. What the peer can do nothing with is left out; among
 * the rest, hints decide, and then the order in which they were given.
 */
public final class CredentialChoice {
  private static final int NAMED = 4;
  private static final int CHECKABLE = 2;
  private static final int ISSUED = 1;

  private final CredentialRequest request;
  private final CryptoProvider crypto;

  /** A choice for one peer. */
  public CredentialChoice(CredentialRequest request, CryptoProvider crypto) {
    this.request = request;
    this.crypto = crypto;
  }

  /** The first of those that suit the peer best; empty when none will do. */
  public Optional<Credential> best(List<Credential> credentials) {
    List<Credential> fitting = new ArrayList<>();
    for (Credential credential : credentials) {
      if (fits(credential)) {
        fitting.add(credential);
      }
    }
    if (fitting.size() == 1) {
      return Optional.of(fitting.get(0));
    }
    int most = fitting.stream().mapToInt(this::merit).max().orElse(0);
    return fitting.stream().filter(credential -> merit(credential) == most).findFirst();
  }

  /** Whether a credential will do: kind, key, curve, and the issuer where that is a condition. */
  public boolean fits(Credential credential) {
    return (!isCertificateShown() || !credential.isRawPublicKey())
        && (credential.delegation().isEmpty() || isDelegationTaken(credential))
        && !schemes(credential, request.schemes(), request.version(), crypto).isEmpty()
        && request
            .curves()
            .map(them -> CertificateKind12.isOnCurveOf(them, credential.publicKey(), crypto))
            .orElse(true)
        && (!credential.mustMatchIssuer() || isIssuerNamed(credential));
  }

  /**
   * What a credential signs with, the best first.
   *
   * @param taken schemes that both sides take, the best first
   */
  static List<SignatureScheme> schemes(
      Credential credential,
      List<SignatureScheme> taken,
      ProtocolVersion version,
      CryptoProvider crypto) {
    List<SignatureScheme> able = crypto.schemesFor(credential.publicKey(), version);
    if (credential.delegation().isPresent()) {
      SignatureScheme scheme = credential.delegation().get().scheme();
      return able.contains(scheme) ? List.of(scheme) : List.of();
    }
    List<SignatureScheme> own = credential.schemes();
    List<SignatureScheme> all = new ArrayList<>();
    for (SignatureScheme scheme : own.isEmpty() ? taken : own) {
      if (able.contains(scheme) && taken.contains(scheme)) {
        all.add(scheme);
      }
    }
    return all;
  }

  /** The name counts most: with another one the peer can do nothing at all. */
  private int merit(Credential credential) {
    if (!isCertificateShown()) {
      // The key of a certificate may be shown alone, too; one that is there for it goes first.
      return credential.isRawPublicKey() ? 1 : 0;
    }
    return (bearsName(credential) ? NAMED : 0)
        + (isChainTaken(credential) ? CHECKABLE : 0)
        + (isIssuerNamed(credential) ? ISSUED : 0);
  }

  // RFC 9345 4.1.1: the peer takes the signatures of both keys.
  private boolean isDelegationTaken(Credential credential) {
    DelegatedCredential delegated = credential.delegation().orElseThrow();
    return isCertificateShown()
        && request.delegatedSchemes().contains(delegated.scheme())
        && request.schemes().contains(delegated.algorithm());
  }

  private boolean isCertificateShown() {
    return request.type().equals(CertificateType.X509);
  }

  /** A name that no certificate can bear, which a client may well ask for, is borne by none. */
  private boolean bearsName(Credential credential) {
    try {
      return request
          .serverName()
          .map(PeerName::parse)
          .map(name -> name.matches(credential.leaf()))
          .orElse(false);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  // RFC 9846 4.5.1.2: a chain of the peer's schemes if there is one, else any.
  private boolean isChainTaken(Credential credential) {
    return request.chainSchemes().isEmpty()
        || credential.chain().stream().allMatch(this::isSignatureTaken);
  }

  /** Nobody checks the signature on a root. */
  private boolean isSignatureTaken(PeerCertificate certificate) {
    return certificate.isSelfIssued()
        || certificate.signatureScheme().map(request.chainSchemes()::contains).orElse(false);
  }

  private boolean isIssuerNamed(Credential credential) {
    return request.issuers().isEmpty()
        || credential.isRawPublicKey()
        || credential.isIssuedByOneOf(request.issuers());
  }
}
