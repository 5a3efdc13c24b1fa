// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.CompressionTerms;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerChain;
import dev.jessel.handshake.Received;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.x509.PeerEvidence;
import java.util.Optional;

/**
 * On an established server KeyUpdates may come, and certificates that it asked for.
 *
 * @param context what certificates are bound to; empty for a client that cannot be asked
 * @param asked the request that is not answered yet
 */
public record ExpectServerPostHandshake(
    Optional<HandshakeContext> context, Optional<AskedClient> asked) implements MessageState {
  private static final int CONTEXT_LENGTH = 32;

  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (asked.isPresent() && CompressionTerms.isCertificate(received.message())) {
      return take(CompressionTerms.receive(received, io), received.bytes(), io);
    }
    KeyUpdates.take(received.expect(KeyUpdate.class), io);
    return this;
  }

  private HandshakeState take(CertificateMessage certificate, Bytes bytes, HandshakeIo io)
      throws TlsException {
    AskedClient client = asked.orElseThrow();
    if (!certificate.context().equals(client.request().context())) {
      // RFC 9846 4.4.2: the context binds the answer to the request.
      throw new TlsException(SslReason.INVALID_CONTEXT, "an answer to no request of ours");
    }
    Optional<PeerEvidence> evidence =
        PeerChain.evidenceOfAnswer(
            certificate,
            client.request(),
            io.facts().certificateTypes().client(),
            io.config().checks().trust());
    client.transcript().add(bytes);
    // Anybody can send somebody's certificates: until the answer is whole they prove nothing.
    io.facts().claims();
    if (evidence.isEmpty()) {
      ClientProof none = ClientProof.anonymous(io.config().checks().mode());
      io.facts().peerIsAnonymous();
      return new ExpectPostHandshakeFinished(this, none);
    }
    io.facts().peerChain(evidence.get().presented());
    CertificateTerms.noteBeside(certificate, io);
    return new VerifyPostHandshakeClient(this, evidence.get());
  }

  /** Asks the client for its certificate. */
  public ExpectServerPostHandshake ask(HandshakeIo io) throws TlsException {
    byte[] unpredictable = new byte[CONTEXT_LENGTH];
    // RFC 9846 4.4.2: nobody shall have a CertificateVerify made beforehand.
    io.crypto().randomBytes(unpredictable);
    CertificateRequest request = CertificateTerms.request(Bytes.of(unpredictable), io);
    io.sendPostHandshake(request);
    AskedClient client = new AskedClient(request, context.orElseThrow().with(request.encode()));
    return new ExpectServerPostHandshake(context, Optional.of(client));
  }

  /** The request is answered. */
  ExpectServerPostHandshake answered() {
    return new ExpectServerPostHandshake(context, Optional.empty());
  }
}
