// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Ssl2MessageState;
import dev.jessel.wire.message.Ssl2Message;
import dev.jessel.x509.PeerCertificate;
import java.util.List;

/**
 * The client was asked for its certificate. It may say that it has none.
 *
 * @param server what the server holds
 * @param request what the client is to sign
 */
record ExpectClientCertificate2(ServerKeys2 server, RequestCertificate request)
    implements Ssl2MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Ssl2Message message = received.expect(Ssl2Message.class);
    if (ErrorCode.NO_CERTIFICATE.is(message)) {
      return new SendServerFinished2(server, ClientProof.anonymous(io.config().checks().mode()));
    }
    ClientCertificate certificate = ClientCertificate.decode(message);
    List<PeerCertificate> chain = List.of(PeerCertificate.parse(certificate.certificate()));
    io.facts().peerChain(chain);
    return new VerifyClient2(server, request, chain, certificate.response());
  }
}
