// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.crypto.DhParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.message.DhPublic;
import dev.jessel.wire.message.ServerKeyParameters;

/** What a client asks of a server's key share before it looks at the value. */
final class ServerShareRules {
  private ServerShareRules() {}

  static void check(ClientOffer offer, ServerKeyParameters parameters, HandshakeIo io)
      throws TlsException {
    if (parameters.dh().isPresent()) {
      checkSize(parameters.dh().get(), io);
    }
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

  private static void checkSize(DhPublic share, HandshakeIo io) throws TlsException {
    int bits = new DhParameters(share.prime(), share.generator()).bits();
    if (!io.config().older().security().allowsModulus(bits)) {
      throw new TlsException(SslReason.DH_KEY_TOO_SMALL, "a prime of " + bits + " bits");
    }
  }
}
