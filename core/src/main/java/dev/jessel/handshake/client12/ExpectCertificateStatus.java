// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.CertificateStatusMessage;

/**
 * The server said that it may send an OCSP response with its certificate.
 *
 * @param terms what is settled
 * @param verified the server's certificate was accepted
 */
public record ExpectCertificateStatus(ServerTerms terms, PeerVerified verified)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    MessageState next = ExpectServerKeyExchange.behind(terms, verified);
    if (!(received.message() instanceof CertificateStatusMessage status)) {
      // RFC 6066 8: a server may leave it out although it said so.
      return next.handle(received, io);
    }
    io.transcript().add(received.bytes());
    io.facts().ocspResponse(status.ocspResponse());
    return next;
  }
}
