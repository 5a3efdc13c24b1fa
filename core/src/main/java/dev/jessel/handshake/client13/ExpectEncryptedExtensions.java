// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.EarlyDataStatus;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.ProtocolTerms;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordSizeTerms;
import dev.jessel.handshake.ServerAuthentication;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.message.EncryptedExtensions;
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
    CustomExtensions.read(answers, ExtensionPlace.ENCRYPTED_EXTENSIONS, io);
    Extensions asked = negotiated.offer().hello().extensions();
    Optional<Bytes> protocol = ProtocolTerms.acceptByClient(asked, answers);
    io.facts().applicationProtocol(protocol);
    RecordSizeTerms.of(ProtocolVersion.TLS_1_3).acceptByClient(asked, answers, io);
    CertificateTypeTerms types = CertificateTypeTerms.acceptByClient(asked, answers, io);
    Negotiated known = earlyDataAnswered(answers, protocol, io).with(types);
    if (known.psk().isPresent()) {
      // RFC 9846 2.2: with a pre-shared key there are no certificates.
      return new ExpectServerFinished(
          known, Optional.empty(), ServerAuthentication.of(known.psk().get()));
    }
    types.checkByClient(io);
    return new ExpectCertificateOrRequest(known);
  }

  private Negotiated earlyDataAnswered(Extensions answers, Optional<Bytes> protocol, HandshakeIo io)
      throws TlsException {
    if (answers.contains(ExtensionType.EARLY_DATA)) {
      checkEarlyData(protocol);
      io.facts().earlyData(EarlyDataStatus.ACCEPTED);
      return negotiated.withEarlyData();
    }
    if (negotiated.mayBeEarly()) {
      KeyAgreement.leaveEarlyData(negotiated, io);
    }
    return negotiated;
  }

  /** RFC 9846 4.3.10: it was for the first key, its suite and its protocol, and nothing else. */
  private void checkEarlyData(Optional<Bytes> protocol) throws TlsException {
    if (!negotiated.mayBeEarly()) {
      throw new TlsException(SslReason.BAD_EARLY_DATA, "accepted with another key");
    }
    Session session = negotiated.psk().orElseThrow().offered().psk().session();
    if (!session.suite().suite().equals(negotiated.suite().suite())) {
      throw new TlsException(SslReason.BAD_EARLY_DATA, "accepted with another suite");
    }
    if (!session.origin().applicationProtocol().equals(protocol)) {
      throw new TlsException(SslReason.BAD_EARLY_DATA, "accepted for another protocol");
    }
  }
}
