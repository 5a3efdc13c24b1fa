// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.ShownCertificate;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import java.util.List;
import java.util.Optional;

/**
 * The server asked for a certificate: which one, if any?
 *
 * @param negotiated what is settled
 * @param keys the application keys
 * @param request what the server asked
 */
public record ChooseClientCredential(
    Negotiated negotiated, ApplicationKeys keys, CertificateRequest request) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<Optional<ChosenCredential>> answer = CertificateTerms.choose(request, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.CHOOSE_CREDENTIAL);
    }
    Optional<ChosenCredential> chosen = answer.value();
    if (chosen.isEmpty()) {
      // RFC 9846 4.5.1: a client without a certificate says so with an empty list.
      io.send(new CertificateMessage(Bytes.EMPTY, List.of()));
      return Step.to(new SendClientFinished(negotiated, keys));
    }
    io.send(
        ShownCertificate.of(
            chosen.get().certificateMessage(Bytes.EMPTY, negotiated.types().client()),
            chosen.get().credential(),
            request.extensions(),
            io));
    return Step.to(new SignClientVerify(negotiated, keys, chosen.get()));
  }
}
