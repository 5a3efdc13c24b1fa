// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.extension.CertificateAuthorities;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.message.CertificateRequest;
import java.util.List;
import java.util.Optional;

/** The server asks for a certificate, or sends its own at once. */
public record ExpectCertificateOrRequest(Negotiated negotiated) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (!(received.message() instanceof CertificateRequest request)) {
      return new ExpectServerCertificate(negotiated, Optional.empty()).handle(received, io);
    }
    checkRequest(request);
    io.transcript().add(received.bytes());
    io.facts()
        .noteCertificateRequested(
            request
                .extensions()
                .find(CertificateAuthorities.class)
                .map(CertificateAuthorities::names)
                .orElse(List.of()));
    return new ExpectServerCertificate(negotiated, Optional.of(request));
  }

  private static void checkRequest(CertificateRequest request) throws TlsException {
    ExtensionRules.checkRequest(request.extensions(), MessageContext.CERTIFICATE_REQUEST);
    if (!request.context().isEmpty()) {
      // RFC 9846 4.4.2: the context is for requests after the handshake.
      throw new TlsException(SslReason.LENGTH_MISMATCH, "a certificate request with a context");
    }
    if (request.extensions().find(SignatureAlgorithms.class).isEmpty()) {
      throw new TlsException(SslReason.MISSING_SIGALGS_EXTENSION);
    }
  }
}
