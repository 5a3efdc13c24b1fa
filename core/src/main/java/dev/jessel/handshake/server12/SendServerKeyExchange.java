// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.KeyShare;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.DigitalSignature;
import dev.jessel.wire.message.ServerHelloDone;
import dev.jessel.wire.message.ServerKeyParameters;
import java.util.List;
import java.util.Optional;

/**
 * The server's key share, signed where it has a certificate, and the end of its flight.
 *
 * @param flight what the server has said
 * @param share its key pair
 * @param parameters what is to be said
 */
public record SendServerKeyExchange(
    ServerFlight12 flight, Optional<KeyShare> share, ServerKeyParameters parameters)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    if (!flight.agreement().isSigned()) {
      if (isWorthSending()) {
        io.send(parameters.message());
      }
      return Step.to(finish(io));
    }
    ChosenCredential signer =
        new ChosenCredential(
            flight.terms().credential().orElseThrow(), flight.terms().scheme().orElseThrow());
    Bytes content = flight.agreement().randoms().plus(parameters.share());
    Answer<DigitalSignature> answer = signer.signKeyExchange12(content, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.SIGN);
    }
    io.facts().own(signer.credential(), signer.scheme());
    io.send(parameters.signed(answer.value()).message());
    return Step.to(finish(io));
  }

  /** RFC 4279 2: without a hint and a share there is nothing to say. */
  private boolean isWorthSending() {
    return share.isPresent() || parameters.identityHint().filter(h -> !h.isEmpty()).isPresent();
  }

  private static CertificateRequest12 certificateRequest(HandshakeIo io) {
    Optional<List<SignatureScheme>> implied = io.dialect().impliedSchemes();
    HandshakeConfig.ClientProofs wanted = io.config().preferences().clients();
    Bytes types = wanted.certificateTypes();
    return new CertificateRequest12(
        types.isEmpty() ? CertificateRequest12.typesFor(implied.orElse(wanted.schemes())) : types,
        implied.isPresent() ? List.of() : wanted.schemes(),
        io.config().checks().issuers());
  }

  private HandshakeState finish(HandshakeIo io) {
    if (flight.asksClient()) {
      io.send(certificateRequest(io));
    }
    io.send(new ServerHelloDone());
    if (flight.asksClient()) {
      return new ExpectClientCertificate12(flight, share);
    }
    return new ExpectClientKeyExchange(
        new ClientSaid12(flight, Optional.empty(), ClientProof.notAsked()), share);
  }
}
