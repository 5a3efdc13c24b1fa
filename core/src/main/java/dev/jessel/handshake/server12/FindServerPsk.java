// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.keys.Premaster;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/**
 * The client named a pre-shared key: which one is it?
 *
 * @param said what is known of the client
 * @param identity what the client calls the key
 * @param secret what the key exchange beside it yielded
 */
public record FindServerPsk(ClientSaid12 said, Bytes identity, Optional<Secret> secret)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<Optional<Secret>> answer = io.decisions().serverPsk(identity);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.PSK);
    }
    // RFC 4279 2: a server may say that it does not know an identity, as libssl does.
    Secret key =
        answer.value().orElseThrow(() -> new TlsException(SslReason.PSK_IDENTITY_NOT_FOUND));
    io.facts().pskIdentity(identity);
    Secret premaster = secret.isPresent() ? Premaster.psk(secret.get(), key) : Premaster.psk(key);
    key.destroy();
    return Step.to(ServerKeys12.derive(said, premaster, io));
  }
}
