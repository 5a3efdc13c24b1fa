// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.CertificateRequest;
import java.util.Optional;

/** The server asks for a certificate, or sends its own at once. */
public record ExpectCertificateOrRequest(Negotiated negotiated) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (!(received.message() instanceof CertificateRequest request)) {
      return new ExpectServerCertificate(negotiated, Optional.empty()).handle(received, io);
    }
    if (!request.context().isEmpty()) {
      // RFC 9846 4.4.2: the context is for requests after the handshake.
      throw new TlsException(SslReason.LENGTH_MISMATCH, "a certificate request with a context");
    }
    CertificateTerms.accept(request, io);
    io.transcript().add(received.bytes());
    return new ExpectServerCertificate(negotiated, Optional.of(request));
  }
}
