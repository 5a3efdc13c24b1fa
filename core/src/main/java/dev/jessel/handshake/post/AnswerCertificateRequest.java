// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.ShownCertificate;
import dev.jessel.handshake.Wait;
import dev.jessel.keys.Hkdf;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HandshakeMessage;
import java.util.List;
import java.util.Optional;

/**
 * A client's answer to a request for its certificate after the handshake (RFC 9846 4.7.2). It is
 * made where the client writes, while what the server says goes on being read. For the holder of
 * the write lock.
 */
public final class AnswerCertificateRequest {
  private final HandshakeContext context;
  private final CertificateRequest request;
  private final Transcript transcript;
  private Optional<Optional<ChosenCredential>> chosen = Optional.empty();
  private Optional<HandshakeMessage> shown = Optional.empty();

  AnswerCertificateRequest(HandshakeContext context, CertificateRequest request, Bytes bytes) {
    this.context = context;
    this.request = request;
    this.transcript = context.with(bytes);
  }

  /** What the answer must repeat. */
  public Bytes requestContext() {
    return request.context();
  }

  /**
   * Goes on with the answer. Nothing is sent until all of it can be: its messages follow each other
   * immediately.
   *
   * @return what is waited for; empty when it is sent
   */
  public Optional<Wait> send(HandshakeIo io) throws TlsException {
    if (chosen.isEmpty()) {
      Answer<Optional<ChosenCredential>> answer = CertificateTerms.choose(request, io);
      if (answer.isLater()) {
        return Optional.of(Wait.CHOOSE_CREDENTIAL);
      }
      chosen = Optional.of(answer.value());
    }
    return chosen.get().isPresent() ? show(chosen.get().get(), io) : decline(io);
  }

  private Optional<Wait> decline(HandshakeIo io) {
    // RFC 9846 4.7.2: a client that declines sends an empty Certificate and its Finished.
    add(new CertificateMessage(requestContext(), List.of()), io);
    finish(io);
    return Optional.empty();
  }

  private Optional<Wait> show(ChosenCredential credential, HandshakeIo io) throws TlsException {
    if (shown.isEmpty()) {
      CertificateMessage plain =
          credential.certificateMessage(requestContext(), io.facts().certificateTypes().client());
      shown =
          Optional.of(
              ShownCertificate.of(plain, credential.credential(), request.extensions(), io));
      transcript.add(shown.get().encode());
    }
    Answer<CertificateVerify> answer = credential.sign(false, transcript, io);
    if (answer.isLater()) {
      return Optional.of(Wait.SIGN);
    }
    io.facts().own(credential.credential(), credential.scheme());
    io.sendPostHandshake(shown.get());
    add(answer.value(), io);
    finish(io);
    return Optional.empty();
  }

  private void add(HandshakeMessage message, HandshakeIo io) {
    transcript.add(message.encode());
    io.sendPostHandshake(message);
  }

  private void finish(HandshakeIo io) {
    // RFC 9846 4.5: the base key is client_application_traffic_secret_N, as it is now.
    Hkdf hkdf = new Hkdf(io.crypto(), context.suite().hash());
    byte[] mac = hkdf.finishedMac(io.sendingSecret(), transcript.hash());
    io.sendPostHandshake(new Finished(Bytes.of(mac)));
  }
}
