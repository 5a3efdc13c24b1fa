// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/**
 * What a client's certificate after the handshake is bound to: all messages of the handshake.
 *
 * @param suite the negotiated suite
 * @param messages up to the client's Finished; never added to
 */
public record HandshakeContext(SuiteParameters suite, Transcript messages) {
  /** Keeps it for a client that lets itself be asked, once both Finished messages are known. */
  public static Optional<HandshakeContext> of(
      ClientHello hello, SuiteParameters suite, HandshakeIo io) {
    return hello.extensions().contains(ExtensionType.POST_HANDSHAKE_AUTH)
        ? Optional.of(new HandshakeContext(suite, io.transcript().copy()))
        : Optional.empty();
  }

  /** RFC 9846 4.5: ClientHello ... client Finished + CertificateRequest. */
  Transcript with(Bytes request) {
    Transcript more = messages.copy();
    more.add(request);
    return more;
  }
}
