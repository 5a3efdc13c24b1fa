// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.SslReason;
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
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.CertificateAuthorities;
import dev.jessel.wire.extension.DelegatedSchemes;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SignatureAlgorithmsCert;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;

/**
 * Which certificate serves this client?
 *
 * @param terms what was chosen
 */
public record ChooseServerCredential(Terms terms) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    // Where a pre-shared key was offered this was left open.
    ClientHelloRules.checkComplete(terms.hello());
    if (terms.share().isEmpty()) {
      throw new TlsException(
          SslReason.NO_SUITABLE_KEY_SHARE, "no group in common, and no key that does without");
    }
    Extensions asked = terms.hello().extensions();
    List<SignatureScheme> theirs = asked.find(SignatureAlgorithms.class).orElseThrow().schemes();
    List<SignatureScheme> schemes = Negotiator.schemes(io.config().preferences().schemes(), theirs);
    List<Bytes> issuers =
        asked
            .find(CertificateAuthorities.class)
            .map(CertificateAuthorities::names)
            .orElse(List.of());
    CertificateTypeTerms types = CertificateTypeTerms.chooseByServer(asked, io);
    Answer<Optional<Credential>> answer =
        io.decisions()
            .credential(
                new CredentialRequest(
                    ProtocolVersion.TLS_1_3,
                    types.server(),
                    schemes,
                    SignatureAlgorithmsCert.in(asked).orElse(theirs),
                    DelegatedSchemes.in(asked).orElse(List.of()),
                    Optional.empty(),
                    io.facts().serverName(),
                    issuers));
    if (answer.isLater()) {
      return Step.blocked(this, Wait.CHOOSE_CREDENTIAL);
    }
    ChosenCredential chosen =
        answer
            .value()
            .flatMap(credential -> ChosenCredential.of(credential, schemes, io))
            .orElseThrow(() -> none(schemes));
    return Step.to(new SendServerFlight(terms.with(types), chosen));
  }

  private static TlsException none(List<SignatureScheme> schemes) {
    return new TlsException(
        SslReason.NO_SUITABLE_SIGNATURE_ALGORITHM, "no certificate here for any of " + schemes);
  }
}
