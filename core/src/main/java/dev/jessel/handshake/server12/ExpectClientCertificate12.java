// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.KeyShare;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerChain;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.ClientKeyExchange;
import dev.jessel.x509.PeerCertificate;
import java.util.List;
import java.util.Optional;

/**
 * The client was asked for a certificate and must answer, if only that it has none.
 *
 * @param flight what the server has said
 * @param share the server's key pair
 */
public record ExpectClientCertificate12(ServerFlight12 flight, Optional<KeyShare> share)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (received.message() instanceof ClientKeyExchange
        && !io.dialect().hasEmptyCertificateList()) {
      // RFC 6101 5.6.6: the client said no_certificate in an alert, or goes on without a word.
      return withoutCertificate(io).handle(received, io);
    }
    List<PeerCertificate> chain =
        PeerChain.read(
            received.expect(CertificateMessage12.class),
            flight.terms().types().client(),
            io.config().checks().trust());
    io.transcript().add(received.bytes());
    if (chain.isEmpty()) {
      return withoutCertificate(io);
    }
    if (io.previous().isPresent()) {
      io.previous().get().checkPeer(chain);
    }
    io.facts().peerChain(chain);
    return new VerifyClient12(flight, share, chain);
  }

  private ExpectClientKeyExchange withoutCertificate(HandshakeIo io) throws TlsException {
    ClientProof none = ClientProof.anonymous(io.config().checks().mode());
    return new ExpectClientKeyExchange(new ClientSaid12(flight, Optional.empty(), none), share);
  }
}
