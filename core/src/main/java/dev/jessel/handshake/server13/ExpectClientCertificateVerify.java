// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.SignatureChecked;
import dev.jessel.wire.message.CertificateVerify;

/**
 * The client proves that it holds its certificate's key.
 *
 * @param keys what the server holds
 * @param application the application keys
 * @param verified the client's certificate was accepted
 */
public record ExpectClientCertificateVerify(
    ServerKeys keys, ApplicationKeys application, PeerVerified verified) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    SignatureChecked signature =
        SignatureChecked.check(verified, received.expect(CertificateVerify.class), false, io);
    io.transcript().add(received.bytes());
    return new ExpectClientFinished(keys, application, ClientProof.of(verified, signature));
  }
}
