// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.handshake.Established;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyData;
import dev.jessel.handshake.WorkState;
import dev.jessel.handshake.post.ExpectServerPostHandshake12;
import dev.jessel.wire.Bytes;

/**
 * The server's last words in a full handshake.
 *
 * @param keys what the server holds
 * @param clientVerifyData what the client's Finished held
 */
public record SendServerFinished12(ServerKeys12 keys, Bytes clientVerifyData) implements WorkState {
  @Override
  public Step run(HandshakeIo io) {
    VerifyData said = new VerifyData(clientVerifyData, keys.finish(io), true);
    keys.keys().destroy();
    return Step.to(new Established(new ExpectServerPostHandshake12(said, false)));
  }
}
