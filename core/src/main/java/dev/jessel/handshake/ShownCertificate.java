// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.CertificateStatus;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SignedCertificateTimestamps;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;

/** What this side shows in TLS 1.3, with what the peer asked for beside it. */
public final class ShownCertificate {
  private ShownCertificate() {}

  /**
   * The message that shows it.
   *
   * @param plain the Certificate message without anything beside it
   * @param asked the extensions of the peer's ClientHello or CertificateRequest
   */
  public static HandshakeMessage of(
      CertificateMessage plain, Credential credential, Extensions asked, HandshakeIo io)
      throws TlsException {
    io.facts().own(credential);
    if (credential.isRawPublicKey() || plain.entries().size() != credential.chain().size()) {
      return CompressionTerms.send(plain, asked, io);
    }
    // RFC 9846 4.5.1.1: an OCSP response for each certificate that there is one for.
    List<Bytes> responses =
        asked.contains(ExtensionType.STATUS_REQUEST)
            ? io.decisions().ocspResponses(credential)
            : List.of();
    // RFC 6962 3.3: timestamps are of the certificate that is shown, not of its issuers.
    List<Bytes> timestamps =
        asked.contains(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP) ? credential.scts() : List.of();
    List<CertificateEntry> entries = new ArrayList<>();
    for (int i = 0; i < plain.entries().size(); i++) {
      List<Extension> beside = new ArrayList<>(plain.entries().get(i).extensions().all());
      if (i < responses.size() && !responses.get(i).isEmpty()) {
        beside.add(new CertificateStatus(responses.get(i)));
      }
      if (i == 0 && !timestamps.isEmpty()) {
        beside.add(new SignedCertificateTimestamps(timestamps));
      }
      beside.addAll(CustomExtensions.beside(i, asked, io));
      entries.add(new CertificateEntry(plain.entries().get(i).der(), Extensions.of(beside)));
    }
    return CompressionTerms.send(new CertificateMessage(plain.context(), entries), asked, io);
  }
}
