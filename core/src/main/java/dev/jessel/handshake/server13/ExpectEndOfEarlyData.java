// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.wire.message.EndOfEarlyData;

/**
 * Early data comes, and then the word that there is no more of it.
 *
 * @param keys what the server holds
 * @param application the application keys
 * @param client what is known of the client
 */
public record ExpectEndOfEarlyData(ServerKeys keys, ApplicationKeys application, ClientProof client)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    EndOfEarlyData end = received.expect(EndOfEarlyData.class);
    assert end != null;
    RecordAligned aligned = io.recordAligned();
    io.transcript().add(received.bytes());
    io.earlyDataEnded();
    io.readKeys(aligned, keys.terms().suite(), keys.secrets().clientTraffic());
    return new ExpectClientFinished(keys, application, client);
  }
}
