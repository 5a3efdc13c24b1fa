// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.Authentication;
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
import java.util.EnumMap;
import java.util.List;
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
    Map<Authentication, Optional<Credential>> asked = new EnumMap<>(Authentication.class);
    for (SuiteParameters suite : choices.suites()) {
      Authentication kind = suite.authentication();
      if (kind.usesCertificate() && !asked.containsKey(kind)) {
        Answer<Optional<Credential>> answer = ask(kind, choices, io);
        if (answer.isLater()) {
          return Step.blocked(this, Wait.CHOOSE_CREDENTIAL);
        }
        asked.put(kind, answer.value());
      }
      Optional<ServerTerms12> terms =
          choices.terms(suite, asked.getOrDefault(kind, Optional.empty()));
      if (terms.isPresent()) {
        return Step.to(new SendServerHello12(terms.get()));
      }
    }
    throw new TlsException(SslReason.NO_SHARED_CIPHER);
  }

  private static Answer<Optional<Credential>> ask(
      Authentication kind, ServerChoices12 choices, HandshakeIo io) throws TlsException {
    return io.decisions()
        .credential(
            new CredentialRequest(
                io.dialect().version(), choices.schemes(kind), io.facts().serverName(), List.of()));
  }
}
