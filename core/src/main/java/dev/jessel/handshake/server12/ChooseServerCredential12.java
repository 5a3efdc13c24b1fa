// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.CredentialRequest;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.Credential;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Suite and certificate are chosen together: the first suite that both sides take and that a
 * certificate is there for.
 *
 * @param hello what the client said
 */
public record ChooseServerCredential12(ClientHello hello) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    ServerChoices12 choices = new ServerChoices12(hello, io);
    Map<CredentialRequest, Optional<Credential>> asked = new HashMap<>();
    for (SuiteParameters suite : choices.suites()) {
      Optional<Credential> credential = Optional.empty();
      if (suite.authentication().usesCertificate()) {
        CredentialRequest request = choices.request(suite);
        if (!asked.containsKey(request)) {
          Answer<Optional<Credential>> answer = io.decisions().credential(request);
          if (answer.isLater()) {
            return Step.blocked(this, Wait.CHOOSE_CREDENTIAL);
          }
          asked.put(request, answer.value());
        }
        credential = asked.get(request);
      }
      Optional<ServerTerms12> terms = choices.terms(suite, credential);
      if (terms.isPresent()) {
        return Step.to(new SendServerHello12(terms.get()));
      }
    }
    throw new TlsException(SslReason.NO_SHARED_CIPHER);
  }
}
