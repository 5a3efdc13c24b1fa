// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Ssl2WorkState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;

/**
 * The server shows a certificate and says which cipher kinds are left to choose from.
 *
 * @param end the connection
 * @param hello what the client said
 */
record ChooseServerCredential2(Ssl2End end, Ssl2ClientHello hello) implements Ssl2WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    List<CipherSuite> common =
        io.config().preferences().suitesOf(ProtocolVersion.SSL_2).stream()
            .filter(hello.cipherSpecs()::contains)
            .toList();
    if (common.isEmpty()) {
      throw new TlsException(SslReason.NO_SHARED_CIPHER);
    }
    Answer<Optional<Credential>> answer =
        io.decisions().credential(ChooseClientCredential2.ANY_RSA);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.CHOOSE_CREDENTIAL);
    }
    Credential credential =
        answer
            .value()
            .filter(chosen -> chosen.leaf().mayEncipherKeys())
            .orElseThrow(() -> new TlsException(SslReason.NO_SHARED_CIPHER, "no RSA certificate"));
    Bytes connectionId = ServerKeys2.connectionId(io.crypto());
    io.facts().own(credential);
    io.send(
        new Ssl2ServerHello(Optional.of(credential.leaf().der()), common, connectionId).encode());
    return Step.to(
        new ExpectClientMasterKey2(end, hello.challenge(), common, connectionId, credential));
  }
}
