// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.ProtocolTerms;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordSizeTerms;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.message.EncryptedExtensions;

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
    Extensions asked = negotiated.offer().hello().extensions();
    io.facts().applicationProtocol(ProtocolTerms.acceptByClient(asked, answers));
    RecordSizeTerms.of(ProtocolVersion.TLS_1_3).acceptByClient(asked, answers, io);
    CertificateTypeTerms types = CertificateTypeTerms.acceptByClient(asked, answers, io);
    return new ExpectCertificateOrRequest(negotiated.with(types));
  }
}
