// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.DowngradeSentinel;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.message.ServerHello;
import java.util.Optional;

/** What RFC 9846 4.2.3 and 4.2.4 ask of a ServerHello and a HelloRetryRequest alike. */
final class ServerHelloRules {
  private ServerHelloRules() {}

  /**
   * Checks the fields that both forms have.
   *
   * @return the chosen suite
   */
  static SuiteParameters check(ClientOffer offer, ServerHello hello) throws TlsException {
    checkVersion(hello);
    if (!hello.sessionId().equals(offer.hello().sessionId())) {
      throw new TlsException(SslReason.INVALID_SESSION_ID, "the session id is not echoed");
    }
    if (hello.compressionMethod() != 0) {
      throw new TlsException(SslReason.INVALID_COMPRESSION_ALGORITHM);
    }
    ExtensionRules.checkResponse(
        hello.extensions(),
        hello.isHelloRetryRequest()
            ? MessageContext.HELLO_RETRY_REQUEST
            : MessageContext.SERVER_HELLO,
        offer.hello().extensions().types());
    if (!offer.hello().cipherSuites().contains(hello.cipherSuite())) {
      throw new TlsException(SslReason.WRONG_CIPHER_RETURNED, "suite " + hello.cipherSuite());
    }
    return SuiteParameters.of(hello.cipherSuite())
        .filter(SuiteParameters::isTls13)
        .orElseThrow(() -> new TlsException(SslReason.WRONG_CIPHER_RETURNED));
  }

  private static void checkVersion(ServerHello hello) throws TlsException {
    Optional<SelectedVersion> selected = hello.extensions().find(SelectedVersion.class);
    if (selected.isEmpty()) {
      // RFC 9846 4.2.3: a server that could do better and did not was tampered with.
      DowngradeSentinel.check(hello.random());
      // RFC 9846 4.3.1: what a HelloRetryRequest chose stays chosen.
      throw new TlsException(
          hello.isHelloRetryRequest()
              ? SslReason.UNSUPPORTED_PROTOCOL
              : SslReason.BAD_PROTOCOL_VERSION_NUMBER,
          "the server chose " + hello.legacyVersion());
    }
    if (!hello.legacyVersion().equals(ProtocolVersion.TLS_1_2)) {
      throw new TlsException(SslReason.BAD_LEGACY_VERSION, hello.legacyVersion().toString());
    }
    if (!selected.get().version().equals(ProtocolVersion.TLS_1_3)) {
      throw new TlsException(
          SslReason.BAD_PROTOCOL_VERSION_NUMBER, "the server chose " + selected.get().version());
    }
  }
}
