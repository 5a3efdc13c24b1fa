// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.CredentialRequest;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Negotiator;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.x509.Credential;
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
    List<SignatureScheme> theirs =
        request.extensions().find(SignatureAlgorithms.class).orElseThrow().schemes();
    List<SignatureScheme> schemes = Negotiator.schemes(io.config().preferences().schemes(), theirs);
    Answer<Optional<Credential>> answer =
        io.decisions()
            .credential(
                new CredentialRequest(
                    ProtocolVersion.TLS_1_3,
                    schemes,
                    Optional.empty(),
                    Optional.empty(),
                    io.facts().peerIssuers()));
    if (answer.isLater()) {
      return Step.blocked(this, Wait.CHOOSE_CREDENTIAL);
    }
    Optional<ChosenCredential> chosen =
        answer.value().flatMap(credential -> ChosenCredential.of(credential, schemes, io));
    if (chosen.isEmpty()) {
      // RFC 9846 4.5.1: a client without a certificate says so with an empty list.
      io.send(new CertificateMessage(Bytes.EMPTY, List.of()));
      return Step.to(new SendClientFinished(negotiated, keys));
    }
    io.send(chosen.get().certificateMessage());
    return Step.to(new SignClientVerify(negotiated, keys, chosen.get()));
  }
}
