// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.ServerAuthentication;
import dev.jessel.handshake.SignatureChecked;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateVerify;
import java.util.Optional;

/**
 * The server proves that it holds its certificate's key.
 *
 * @param negotiated what is settled
 * @param request what the server asked of us
 * @param verified the server's certificate was accepted
 */
public record ExpectServerCertificateVerify(
    Negotiated negotiated, Optional<CertificateRequest> request, PeerVerified verified)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    SignatureChecked signature =
        SignatureChecked.check(verified, received.expect(CertificateVerify.class), true, io);
    io.transcript().add(received.bytes());
    return new ExpectServerFinished(
        negotiated, request, ServerAuthentication.of(verified, signature));
  }
}
