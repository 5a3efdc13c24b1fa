// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.CredentialRequest;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Ssl2WorkState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;

/**
 * The server asked for a certificate: which one, if any?
 *
 * @param client what the client holds
 * @param request what the server wants signed
 */
record ChooseClientCredential2(ClientKeys2 client, RequestCertificate request)
    implements Ssl2WorkState {
  /** SSLv2 says nothing of issuers, names or curves: an RSA key it must be. */
  static final CredentialRequest ANY_RSA =
      CredentialRequest.of(ProtocolVersion.SSL_2, List.of(ClientSignature.SCHEME));

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<Optional<Credential>> answer = io.decisions().credential(ANY_RSA);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.CHOOSE_CREDENTIAL);
    }
    if (answer.value().isEmpty()) {
      io.send(ErrorCode.NO_CERTIFICATE.message());
      return Step.to(new ExpectServerFinished2(client, true));
    }
    return Step.to(new SignChallenge2(client, request, answer.value().get()));
  }
}
