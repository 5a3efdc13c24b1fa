// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.SignatureChecked;
import dev.jessel.handshake.Ssl2WorkState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.PeerCertificate;
import java.util.List;

/**
 * The client's certificate is judged, and its signature.
 *
 * @param server what the server holds
 * @param request what the client was to sign
 * @param chain what the client sent
 * @param signature its response
 */
record VerifyClient2(
    ServerKeys2 server, RequestCertificate request, List<PeerCertificate> chain, Bytes signature)
    implements Ssl2WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PeerVerified> answer = PeerVerified.judge(chain, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    return Step.to(new SendServerFinished2(server, proof(answer.value(), io)));
  }

  private ClientProof proof(PeerVerified verified, HandshakeIo io) throws TlsException {
    Bytes own = io.facts().ownCredential().orElseThrow().leaf().der();
    Bytes content = ClientSignature.toSign(io.crypto(), server.keys(), request, own);
    return ClientProof.of(
        verified,
        SignatureChecked.checkClient2(verified, ClientSignature.SCHEME, signature, content, io));
  }
}
