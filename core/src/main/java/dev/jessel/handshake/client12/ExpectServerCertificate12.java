// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerChain;
import dev.jessel.handshake.Received;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import java.util.List;
import java.util.Optional;

/** The server's certificates come. */
public record ExpectServerCertificate12(ServerTerms terms) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    List<PeerCertificate> chain =
        PeerChain.read(
            received.expect(CertificateMessage12.class),
            terms.types().server(),
            io.config().checks().trust());
    if (chain.isEmpty()) {
      // RFC 5246 7.4.2: a server must have one; decode_error.
      throw new TlsException(SslReason.LENGTH_MISMATCH, "the server sent no certificate");
    }
    if (io.previous().isPresent()) {
      io.previous().get().checkPeer(chain);
    }
    io.transcript().add(received.bytes());
    io.facts().peerChain(chain);
    return terms.statusPromised()
        ? new ExpectCertificateStatus(terms, chain)
        : new VerifyServer12(terms, evidence(chain), Optional.empty());
  }

  private PeerEvidence evidence(List<PeerCertificate> chain) {
    boolean statusAsked =
        terms.offer().hello().extensions().types().contains(ExtensionType.STATUS_REQUEST);
    return new PeerEvidence(chain, List.of(), statusAsked);
  }
}
