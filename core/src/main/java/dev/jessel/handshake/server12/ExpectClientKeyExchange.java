// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.ClientKeyExchange;
import dev.jessel.wire.message.ClientKeyParameters;
import java.util.Optional;

/**
 * The client's part of the key exchange comes.
 *
 * @param said what is known of the client
 * @param share the server's key pair
 */
public record ExpectClientKeyExchange(ClientSaid12 said, Optional<KeyShare> share)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    ClientKeyExchange message = received.expect(ClientKeyExchange.class);
    ClientKeyParameters parameters =
        ClientKeyParameters.decode(message, said.flight().agreement().clientForm());
    Optional<Secret> secret =
        ServerExchange.secret(said.flight(), share, parameters.exchange(), io);
    io.transcript().add(received.bytes());
    return parameters.identity().isPresent()
        ? new FindServerPsk(said, parameters.identity().get(), secret)
        : ServerKeys12.derive(said, secret.orElseThrow(), io);
  }
}
