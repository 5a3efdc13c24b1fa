// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.FinishedCheck;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.handshake.ServerAuthentication;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.Finished;
import java.util.Optional;

/**
 * The server's Finished comes; with it the application keys are known. Cannot exist without proof
 * of who the server is.
 *
 * @param negotiated what is settled
 * @param request what the server asked of us
 * @param authentication who the server is
 */
public record ExpectServerFinished(
    Negotiated negotiated,
    Optional<CertificateRequest> request,
    ServerAuthentication authentication)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    final HandshakeSecrets secrets = negotiated.secrets();
    Finished finished = received.expect(Finished.class);
    FinishedCheck.check(
        finished, secrets.finishedMac(secrets.serverTraffic(), io.transcript().hash()));
    RecordAligned aligned = io.recordAligned();
    io.transcript().add(received.bytes());
    ApplicationKeys keys = ApplicationKeys.derive(secrets.main(), io);
    io.readKeys(aligned, negotiated.suite(), keys.traffic().server());
    if (negotiated.earlyData()) {
      return new EndEarlyData(negotiated, keys);
    }
    return request.isPresent()
        ? new ChooseClientCredential(negotiated, keys, request.get())
        : new SendClientFinished(negotiated, keys);
  }
}
