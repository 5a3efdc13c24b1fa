// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.message.ServerKeyParameters;

/** What a client asks of a server's key share before it looks at the value. */
final class ServerShareRules {
  private ServerShareRules() {}

  static void check(ClientOffer offer, ServerKeyParameters parameters, HandshakeIo io)
      throws TlsException {
    if (parameters.ecdh().isEmpty()) {
      return;
    }
    NamedGroup group = parameters.ecdh().get().group();
    if (!offer.offers(group) || group.isFfdhe() || group.isPostQuantum()) {
      // RFC 8422 5.4: one of the curves that the client named.
      throw new TlsException(SslReason.WRONG_CURVE, "group " + group);
    }
    io.facts().group(group);
  }
}
