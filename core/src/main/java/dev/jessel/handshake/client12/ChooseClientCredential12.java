// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.CredentialRequest;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Negotiator;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;

/**
 * The server asked for a certificate: which one, if any?
 *
 * @param flight what the server has said
 * @param request what it asked
 */
public record ChooseClientCredential12(ServerFlight flight, CertificateRequest12 request)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    CertificateTypeTerms types = flight.terms().types();
    List<SignatureScheme> schemes =
        io
            .dialect()
            .impliedSchemes()
            .map(this::asked)
            .orElseGet(
                () ->
                    Negotiator.schemes(
                        io.config().preferences().clients().schemes(), request.schemes()))
            .stream()
            .filter(request::takesKeysOf)
            .toList();
    Answer<Optional<Credential>> answer =
        io.decisions()
            .credential(
                new CredentialRequest(
                    io.dialect().version(),
                    types.client(),
                    schemes,
                    request.schemes(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    request.authorities()));
    if (answer.isLater()) {
      return Step.blocked(this, Wait.CHOOSE_CREDENTIAL);
    }
    Optional<ChosenCredential> chosen =
        answer.value().flatMap(credential -> ChosenCredential.of12(credential, schemes, io));
    if (chosen.isEmpty() && !io.dialect().hasEmptyCertificateList()) {
      io.sayNoCertificate();
    } else {
      // RFC 5246 7.4.6: a client without a certificate says so with an empty list.
      io.send(
          chosen
              .map(shown -> shown.certificateMessage12(types.client()))
              .orElse(new CertificateMessage12(List.of())));
    }
    return Step.to(SendClientKeyExchange.behind(flight, chosen));
  }

  /** RFC 4346 7.4.4: before TLS 1.2 the kinds of certificates say which keys may sign. */
  private List<SignatureScheme> asked(List<SignatureScheme> implied) {
    return implied.stream()
        .filter(
            scheme ->
                request.takes(
                    scheme.isRsa()
                        ? CertificateRequest12.RSA_SIGN
                        : CertificateRequest12.ECDSA_SIGN))
        .toList();
  }
}
