// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordSizeTerms;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.ApplicationProtocols;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.message.EncryptedExtensions;
import java.util.List;
import java.util.Optional;

/** Handshake keys are in use; the server's answers to what needs no key exchange come. */
public record ExpectEncryptedExtensions(Negotiated negotiated) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Extensions answers = received.expect(EncryptedExtensions.class).extensions();
    ExtensionRules.checkResponse(
        answers,
        MessageContext.ENCRYPTED_EXTENSIONS,
        negotiated.offer().hello().extensions().types());
    io.transcript().add(received.bytes());
    io.facts().applicationProtocol(applicationProtocol(answers));
    RecordSizeTerms.acceptByClient(negotiated.offer().hello().extensions(), answers, io);
    return new ExpectCertificateOrRequest(negotiated);
  }

  /** RFC 7301 3.1: one protocol, and one that was offered. */
  private Optional<Bytes> applicationProtocol(Extensions answers) throws TlsException {
    Optional<Bytes> chosen = answers.find(SelectedProtocol.class).map(SelectedProtocol::protocol);
    List<Bytes> offered =
        negotiated
            .offer()
            .hello()
            .extensions()
            .find(ApplicationProtocols.class)
            .map(ApplicationProtocols::protocols)
            .orElse(List.of());
    if (chosen.isPresent() && !offered.contains(chosen.get())) {
      throw new TlsException(SslReason.BAD_EXTENSION, "ALPN answered with what was not offered");
    }
    return chosen;
  }
}
