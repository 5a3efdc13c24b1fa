// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.SigningRequest;
import dev.jessel.handshake.Ssl2WorkState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;

/**
 * The client shows its certificate and that it has the key.
 *
 * @param client what the client holds
 * @param request what the server wants signed
 * @param credential what the client shows
 */
record SignChallenge2(ClientKeys2 client, RequestCertificate request, Credential credential)
    implements Ssl2WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Bytes server = io.facts().peerChain().get(0).der();
    Bytes content = ClientSignature.toSign(io.crypto(), client.keys(), request, server);
    Answer<Bytes> answer =
        io.decisions()
            .sign(
                new SigningRequest(
                    credential, ClientSignature.SCHEME, ProtocolVersion.SSL_2, content));
    if (answer.isLater()) {
      return Step.blocked(this, Wait.SIGN);
    }
    io.facts().own(credential);
    io.send(new ClientCertificate(credential.leaf().der(), answer.value()).encode());
    return Step.to(new ExpectServerFinished2(client, true));
  }
}
