// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.SignatureChecked;
import dev.jessel.wire.message.CertificateVerify;
import java.util.Optional;

/**
 * The client proves that it holds its certificate's key.
 *
 * @param keys what the server holds
 * @param verified the client's certificate was accepted
 */
public record ExpectClientCertificateVerify12(ServerKeys12 keys, PeerVerified verified)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    SignatureChecked signature =
        SignatureChecked.checkClient12(
            verified, received.expect(CertificateVerify.class), keys.keys().main().secret(), io);
    io.transcript().add(received.bytes());
    io.transcript().forgetMessages();
    return new ExpectClientChangeCipherSpec(
        keys, ClientProof.of(verified, signature), Optional.empty());
  }
}
