// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.CertificateStatusMessage;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.ServerHelloDone;
import dev.jessel.wire.message.ServerKeyExchange;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import java.util.List;
import java.util.Optional;

/**
 * The server said that it may send an OCSP response with its certificate.
 *
 * @param terms what is settled
 * @param chain what the server sent
 */
public record ExpectCertificateStatus(ServerTerms terms, List<PeerCertificate> chain)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (received.message() instanceof CertificateStatusMessage status) {
      io.transcript().add(received.bytes());
      io.facts().ocspResponse(status.ocspResponse());
      return new VerifyServer12(
          terms, PeerEvidence.of(chain, Optional.of(status.ocspResponse())), Optional.empty());
    }
    if (!mayStandInItsPlace(received.message())) {
      throw received.unexpected();
    }
    // RFC 6066 8: a server may leave it out although it said so.
    return new VerifyServer12(
        terms, PeerEvidence.of(chain, Optional.empty()), Optional.of(received));
  }

  private boolean mayStandInItsPlace(HandshakeMessage message) {
    return message instanceof ServerKeyExchange
        ? terms.agreement().suite().keyExchange() != KeyExchangeMethod.RSA
        : !terms.agreement().needsServerKeyExchange()
            && (message instanceof CertificateRequest12 || message instanceof ServerHelloDone);
  }
}
