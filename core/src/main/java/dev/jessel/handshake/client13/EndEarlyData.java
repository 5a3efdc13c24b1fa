// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.message.EndOfEarlyData;

/**
 * The server took early data and waits for its end. Until this runs the client can read what the
 * server says meanwhile, and more early data can follow.
 *
 * @param negotiated what is settled
 * @param keys the application keys
 */
public record EndEarlyData(Negotiated negotiated, ApplicationKeys keys) implements WorkState {
  @Override
  public Step run(HandshakeIo io) {
    io.endEarlyData();
    // RFC 9846 4.6: still under the keys of early data.
    io.send(new EndOfEarlyData());
    io.writeKeys(negotiated.suite(), negotiated.secrets().clientTraffic());
    return Step.to(new SendClientFinished(negotiated, keys));
  }
}
