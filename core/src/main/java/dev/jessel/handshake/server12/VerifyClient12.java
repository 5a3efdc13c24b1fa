// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.KeyShare;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.x509.PeerCertificate;
import java.util.List;
import java.util.Optional;

/**
 * The client's certificates are judged.
 *
 * @param flight what the server has said
 * @param share the server's key pair
 * @param chain what the client sent
 */
public record VerifyClient12(
    ServerFlight12 flight, Optional<KeyShare> share, List<PeerCertificate> chain)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PeerVerified> answer = PeerVerified.judge(chain, io);
    return answer.isLater()
        ? Step.blocked(this, Wait.VERIFY_PEER)
        : Step.to(
            new ExpectClientKeyExchange(
                new ClientSaid12(flight, Optional.of(answer.value()), Optional.empty()), share));
  }
}
