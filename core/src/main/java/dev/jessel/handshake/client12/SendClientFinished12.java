// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;

/**
 * The client changes to the new keys and says its Finished under them; the server's is still to
 * come.
 *
 * @param keys what the client holds
 */
public record SendClientFinished12(ClientKeys12 keys) implements WorkState {
  @Override
  public Step run(HandshakeIo io) {
    return Step.to(keys.finish(io).expectChange());
  }
}
