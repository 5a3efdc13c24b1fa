// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.x509.PeerCertificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a Certificate message (RFC 9846 4.5.1). */
public final class PeerChain {
  private PeerChain() {}

  /**
   * Reads them.
   *
   * @param message what the peer sent in the handshake
   * @param asked the extensions that its entries may answer
   * @return the chain, the peer's own certificate first; empty when it has none
   * @throws TlsException when the context is not empty, an extension was not asked for, or a
   *     certificate cannot be read
   */
  public static List<PeerCertificate> read(CertificateMessage message, List<ExtensionType> asked)
      throws TlsException {
    if (!message.context().isEmpty()) {
      throw new TlsException(SslReason.LENGTH_MISMATCH, "a certificate with a context");
    }
    return entries(message, asked);
  }

  /**
   * Reads those of a client that was asked after the handshake.
   *
   * @throws TlsException when an extension was not asked for, or a certificate cannot be read
   */
  public static List<PeerCertificate> readAnswer(
      CertificateMessage message, CertificateRequest request) throws TlsException {
    return entries(message, request.extensions().types());
  }

  private static List<PeerCertificate> entries(
      CertificateMessage message, List<ExtensionType> asked) throws TlsException {
    List<PeerCertificate> chain = new ArrayList<>();
    for (CertificateEntry entry : message.entries()) {
      ExtensionRules.checkResponse(entry.extensions(), MessageContext.CERTIFICATE, asked);
      chain.add(PeerCertificate.parse(entry.der()));
    }
    return List.copyOf(chain);
  }

  /**
   * Reads those of TLS 1.2 (RFC 5246 7.4.2).
   *
   * @return the chain, the peer's own certificate first; empty when it has none
   * @throws TlsException when a certificate cannot be read
   */
  public static List<PeerCertificate> read(CertificateMessage12 message) throws TlsException {
    List<PeerCertificate> chain = new ArrayList<>();
    for (Bytes der : message.chain()) {
      chain.add(PeerCertificate.parse(der));
    }
    return List.copyOf(chain);
  }
}
