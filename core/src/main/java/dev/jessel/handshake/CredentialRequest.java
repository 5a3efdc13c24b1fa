// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * What a credential must fit.
 *
 * @param version what is spoken: it decides what a key can sign
 * @param type whether certificates are shown or the key alone
 * @param schemes signature schemes that both sides take, the best first
 * @param chainSchemes what the peer can check in certificates; empty for anything
 * @param delegatedSchemes what a delegated key may sign with (RFC 9345); empty to use none
 * @param curves curves that a key may be on up to TLS 1.2; empty for any
 * @param serverName the name that the client asked for
 * @param issuers DER names of issuers that the peer takes; empty for any
 */
public record CredentialRequest(
    ProtocolVersion version,
    CertificateType type,
    List<SignatureScheme> schemes,
    List<SignatureScheme> chainSchemes,
    List<SignatureScheme> delegatedSchemes,
    Optional<List<NamedGroup>> curves,
    Optional<String> serverName,
    List<Bytes> issuers) {
  /** Keeps copies. */
  public CredentialRequest {
    schemes = List.copyOf(schemes);
    chainSchemes = List.copyOf(chainSchemes);
    delegatedSchemes = List.copyOf(delegatedSchemes);
    curves = curves.map(List::copyOf);
    issuers = List.copyOf(issuers);
  }

  /** A certificate whose key signs in one of the schemes: all that SSLv2 has words for. */
  public static CredentialRequest of(ProtocolVersion version, List<SignatureScheme> schemes) {
    return new CredentialRequest(
        version,
        CertificateType.X509,
        schemes,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
