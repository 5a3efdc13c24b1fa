// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.CompressionTerms;
import dev.jessel.handshake.DelegationCheck;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerChain;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.x509.PeerEvidence;
import java.util.Optional;

/**
 * The server's certificates come.
 *
 * @param negotiated what is settled
 * @param request what the server asked of us
 */
public record ExpectServerCertificate(Negotiated negotiated, Optional<CertificateRequest> request)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    CertificateMessage message = CompressionTerms.receive(received, io);
    PeerEvidence evidence =
        PeerChain.evidence(
                message,
                negotiated.offer().hello().extensions().types(),
                negotiated.types().server(),
                io.config().checks().trust())
            // RFC 9846 4.5.1.3: a server must have one; decode_error.
            .orElseThrow(
                () ->
                    new TlsException(SslReason.LENGTH_MISMATCH, "the server sent no certificate"));
    io.transcript().add(received.bytes());
    io.facts().peerChain(evidence.presented());
    CertificateTerms.noteBeside(message, io);
    return new VerifyServer(negotiated, request, evidence, DelegationCheck.in(message));
  }
}
