// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.dialect.Dialects;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.DowngradeSentinel;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.VersionRange;
import dev.jessel.handshake.client12.AcceptServerHello12;
import dev.jessel.handshake.client13.AcceptServerHello;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.wire.message.Ssl2Message;
import java.util.Optional;

/**
 * The first ClientHello is out; a ServerHello or a HelloRetryRequest comes, and with it the
 * version.
 */
public record ExpectServerHello(ClientOffer offer) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (offer.ssl2().isPresent() && received.message() instanceof Ssl2Message answer) {
      io.speak(ProtocolVersion.SSL_2);
      return io.ssl2().orElseThrow().answered(offer.ssl2().get(), offer.session(), answer, io);
    }
    ServerHello hello = received.expect(ServerHello.class);
    VersionRange ours = io.versions();
    if (ours.hasTls13() && choosesTls13(hello)) {
      io.speak(ProtocolVersion.TLS_1_3);
      return AcceptServerHello.accept(offer, received, hello, io);
    }
    io.speak(older(hello, ours));
    if (offer.isEarly()) {
      // RFC 9846 D.3: such a server cannot tell early data from noise.
      throw new TlsException(SslReason.UNSUPPORTED_PROTOCOL, "no TLS 1.3 behind early data");
    }
    offer.shares().destroy();
    offer.psks().destroyOthers(Optional.empty());
    return AcceptServerHello12.accept(offer, received, hello, io);
  }

  private static boolean choosesTls13(ServerHello hello) {
    return hello.isHelloRetryRequest()
        || hello.extensions().contains(ExtensionType.SUPPORTED_VERSIONS);
  }

  private static ProtocolVersion older(ServerHello hello, VersionRange ours) throws TlsException {
    ProtocolVersion version = hello.legacyVersion();
    // RFC 9846 4.2.3: a server that could do better and did not was tampered with.
    DowngradeSentinel.check(hello.random(), ours, version);
    if (!ours.includes(version) || Dialects.of(version).isEmpty()) {
      throw new TlsException(SslReason.UNSUPPORTED_PROTOCOL, "the server chose " + version);
    }
    return version;
  }
}
