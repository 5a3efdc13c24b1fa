// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.SignatureChecked;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.message.CertificateVerify;

/**
 * The client proves that it holds the key of the certificate that it sent after the handshake.
 *
 * @param before who asked for it
 * @param verified the certificate was accepted
 */
public record ExpectPostHandshakeCertificateVerify(
    ExpectServerPostHandshake before, PeerVerified verified) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Transcript transcript = before.asked().orElseThrow().transcript();
    CertificateVerify verify = received.expect(CertificateVerify.class);
    SignatureChecked signature = SignatureChecked.check(verified, verify, false, transcript, io);
    transcript.add(received.bytes());
    return new ExpectPostHandshakeFinished(before, ClientProof.of(verified, signature));
  }
}
