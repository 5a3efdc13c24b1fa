// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.CertificateStatus;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.TrustStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates of a Certificate message (RFC 9846 4.5.1). */
public final class PeerChain {
  private PeerChain() {}

  /**
   * Reads them.
   *
   * @param message what the peer sent in the handshake
   * @param asked the extensions that its entries may answer
   * @param type what was agreed on
   * @param trust may have read them before
   * @return the chain, the peer's own certificate first; empty when it has none
   * @throws TlsException when the context is not empty, an extension was not asked for, or a
   *     certificate cannot be read
   */
  public static List<PeerCertificate> read(
      CertificateMessage message, List<ExtensionType> asked, CertificateType type, TrustStore trust)
      throws TlsException {
    if (!message.context().isEmpty()) {
      throw new TlsException(SslReason.LENGTH_MISMATCH, "a certificate with a context");
    }
    return entries(message, asked, type, trust);
  }

  /**
   * Reads those of a client that was asked after the handshake, with what stands beside them.
   *
   * @param type what was agreed on in the handshake
   * @param trust may have read them before
   * @return what it has to show; empty when it has no certificate
   * @throws TlsException when an extension was not asked for, or a certificate cannot be read
   */
  public static Optional<PeerEvidence> evidenceOfAnswer(
      CertificateMessage message,
      CertificateRequest request,
      CertificateType type,
      TrustStore trust)
      throws TlsException {
    List<ExtensionType> asked = request.extensions().types();
    return evidence(message, entries(message, asked, type, trust), asked);
  }

  private static List<PeerCertificate> entries(
      CertificateMessage message, List<ExtensionType> asked, CertificateType type, TrustStore trust)
      throws TlsException {
    List<PeerCertificate> chain = new ArrayList<>();
    for (CertificateEntry entry : message.entries()) {
      if (entry.extensions().contains(ExtensionType.DELEGATED_CREDENTIAL)
          && !asked.contains(ExtensionType.DELEGATED_CREDENTIAL)) {
        // RFC 9345 4.1.1: unexpected_message, other than for what is not asked for else.
        throw new TlsException(SslReason.UNEXPECTED_MESSAGE, "a delegated credential unasked");
      }
      ExtensionRules.checkResponse(entry.extensions(), MessageContext.CERTIFICATE, asked);
      chain.add(read(entry.der(), type, trust));
    }
    if (chain.size() > 1 && type.equals(CertificateType.RAW_PUBLIC_KEY)) {
      // RFC 9846 4.5.1: one raw public key at the most.
      throw new TlsException(SslReason.LENGTH_MISMATCH, "several raw public keys");
    }
    return List.copyOf(chain);
  }

  private static PeerCertificate read(Bytes der, CertificateType type, TrustStore trust)
      throws TlsException {
    return type.equals(CertificateType.RAW_PUBLIC_KEY)
        ? PeerCertificate.ofRawPublicKey(der)
        : trust.read(der);
  }

  /**
   * Reads them with the OCSP responses that stand beside them (RFC 9846 4.5.1.1).
   *
   * @param message what the peer sent in the handshake
   * @param asked the extensions that its entries may answer
   * @param type what was agreed on
   * @param trust may have read them before
   * @return what it has to show; empty when it has no certificate
   * @throws TlsException as {@link #read(CertificateMessage, List, CertificateType, TrustStore)}
   *     does
   */
  public static Optional<PeerEvidence> evidence(
      CertificateMessage message, List<ExtensionType> asked, CertificateType type, TrustStore trust)
      throws TlsException {
    return evidence(message, read(message, asked, type, trust), asked);
  }

  private static Optional<PeerEvidence> evidence(
      CertificateMessage message, List<PeerCertificate> chain, List<ExtensionType> asked) {
    List<Optional<Bytes>> responses = new ArrayList<>();
    for (CertificateEntry entry : message.entries()) {
      responses.add(
          entry.extensions().find(CertificateStatus.class).map(CertificateStatus::ocspResponse));
    }
    return chain.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PeerEvidence(chain, responses, asked.contains(ExtensionType.STATUS_REQUEST)));
  }

  /**
   * Reads those of TLS 1.2 (RFC 5246 7.4.2).
   *
   * @param type what was agreed on
   * @param trust may have read them before
   * @return the chain, the peer's own certificate first; empty when it has none
   * @throws TlsException when a certificate cannot be read
   */
  public static List<PeerCertificate> read(
      CertificateMessage12 message, CertificateType type, TrustStore trust) throws TlsException {
    if (!message.chain().isEmpty() && !message.contents().equals(type)) {
      throw new TlsException(SslReason.LENGTH_MISMATCH, message.contents() + " for " + type);
    }
    List<PeerCertificate> chain = new ArrayList<>();
    for (Bytes der : message.chain()) {
      chain.add(read(der, type, trust));
    }
    return List.copyOf(chain);
  }
}
