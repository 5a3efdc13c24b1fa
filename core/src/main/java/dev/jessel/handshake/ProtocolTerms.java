// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.ApplicationProtocols;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SelectedProtocol;
import java.util.List;
import java.util.Optional;

/** Agreement on the application's protocol: ALPN (RFC 7301). */
public final class ProtocolTerms {
  private ProtocolTerms() {}

  /**
   * A client takes the server's answer.
   *
   * @return the chosen protocol; empty for none
   * @throws TlsException illegal_parameter for one that was not offered
   */
  public static Optional<Bytes> acceptByClient(Extensions asked, Extensions answers)
      throws TlsException {
    Optional<Bytes> chosen = answers.find(SelectedProtocol.class).map(SelectedProtocol::protocol);
    // RFC 7301 3.1: one protocol, and one that was offered.
    if (chosen.isPresent() && !offered(asked).contains(chosen.get())) {
      throw new TlsException(SslReason.BAD_EXTENSION, "ALPN answered with what was not offered");
    }
    return chosen;
  }

  /**
   * A server has its application choose.
   *
   * @return the chosen protocol; empty for none
   * @throws TlsException no_application_protocol when the application says so
   */
  public static Optional<Bytes> answerByServer(Extensions asked, HandshakeIo io)
      throws TlsException {
    List<Bytes> offered = offered(asked);
    return offered.isEmpty() ? Optional.empty() : io.decisions().applicationProtocol(offered);
  }

  private static List<Bytes> offered(Extensions asked) {
    return asked
        .find(ApplicationProtocols.class)
        .map(ApplicationProtocols::protocols)
        .orElse(List.of());
  }
}
