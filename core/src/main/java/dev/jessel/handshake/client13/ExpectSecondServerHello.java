// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.message.ServerHello;
import java.util.Optional;

/**
 * The second ClientHello is out; only a ServerHello may come, and it must keep what the
 * HelloRetryRequest said.
 *
 * @param offer the second ClientHello
 * @param suite the suite that the HelloRetryRequest chose
 * @param group the group that it asked for
 */
public record ExpectSecondServerHello(
    ClientOffer offer, SuiteParameters suite, Optional<NamedGroup> group) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    ServerHello hello = received.expect(ServerHello.class);
    if (hello.isHelloRetryRequest()) {
      throw new TlsException(SslReason.UNEXPECTED_MESSAGE, "a second HelloRetryRequest");
    }
    if (!hello.cipherSuite().equals(suite.suite())) {
      throw new TlsException(SslReason.WRONG_CIPHER_RETURNED, "another suite after the retry");
    }
    Optional<NamedGroup> answered =
        hello.extensions().find(KeyShareServer.class).map(share -> share.share().group());
    if (group.isPresent() && answered.isPresent() && !group.equals(answered)) {
      throw new TlsException(SslReason.BAD_KEY_SHARE, "another group after the retry");
    }
    return KeyAgreement.finish(offer, received, hello, io);
  }
}
