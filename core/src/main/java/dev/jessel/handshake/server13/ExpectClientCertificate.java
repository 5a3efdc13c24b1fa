// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.CompressionTerms;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerChain;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.x509.PeerEvidence;
import java.util.Optional;

/**
 * The client was asked for a certificate and must answer, if only that it has none.
 *
 * @param keys what the server holds
 * @param application the application keys
 */
public record ExpectClientCertificate(ServerKeys keys, ApplicationKeys application)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    CertificateMessage message = CompressionTerms.receive(received, io);
    Optional<PeerEvidence> evidence =
        PeerChain.evidence(
            message,
            CertificateTerms.askedBeside(io),
            keys.terms().types().client(),
            io.config().checks().trust());
    io.transcript().add(received.bytes());
    if (evidence.isEmpty()) {
      ClientProof none = ClientProof.anonymous(io.config().checks().mode());
      return new ExpectClientFinished(keys, application, none);
    }
    io.facts().peerChain(evidence.get().presented());
    CertificateTerms.noteBeside(message, io);
    return new VerifyClient(keys, application, evidence.get());
  }
}
