// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.Secret;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.Established;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.handshake.post.ExpectClientPostHandshake;
import dev.jessel.handshake.post.HandshakeContext;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.wire.message.Finished;
import java.util.Optional;

/**
 * The client's last message; application data may follow it.
 *
 * @param negotiated what is settled
 * @param keys the application keys
 */
public record SendClientFinished(Negotiated negotiated, ApplicationKeys keys) implements WorkState {
  @Override
  public Step run(HandshakeIo io) {
    HandshakeSecrets secrets = negotiated.secrets();
    io.send(new Finished(secrets.finishedMac(secrets.clientTraffic(), io.transcript().hash())));
    io.writeKeys(negotiated.suite(), keys.traffic().client());
    Secret resumption = keys.main().resumptionMain(io.transcript().hash());
    secrets.destroy();
    keys.main().destroy();
    Optional<HandshakeContext> context =
        HandshakeContext.of(negotiated.offer().hello(), negotiated.suite(), io);
    return Step.to(
        new Established(new ExpectClientPostHandshake(negotiated.suite(), resumption, context)));
  }
}
