// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.CertificateRequest12;
import java.util.Optional;

/** The server asks for a certificate, or has nothing more to say. */
public record ExpectCertificateRequestOrDone(ServerFlight flight) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (!(received.message() instanceof CertificateRequest12 request)) {
      return new ExpectServerHelloDone(flight, Optional.empty()).handle(received, io);
    }
    if (!flight.terms().hasCertificate()) {
      // RFC 5246 7.4.4: who shows no certificate may not ask for one.
      throw received.unexpected();
    }
    io.transcript().add(received.bytes());
    io.facts().noteCertificateRequested(request.authorities());
    return new ExpectServerHelloDone(flight, Optional.of(request));
  }
}
