// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.handshake.CipherSpecState;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.keys.FinishedSender;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/**
 * The client changes to the new keys.
 *
 * @param keys what the server holds
 * @param proof what is known of the client
 * @param said the verify_data of the server's own Finished, which an abbreviated handshake has
 *     first
 */
public record ExpectClientChangeCipherSpec(
    ServerKeys12 keys, ClientProof proof, Optional<Bytes> said) implements CipherSpecState {
  @Override
  public HandshakeState changed(RecordAligned aligned, HandshakeIo io) {
    io.changeReadKeys(aligned, keys.keys().protection(FinishedSender.CLIENT, io));
    return new ExpectClientFinished12(keys, proof, said);
  }
}
