// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.CertificateAuthorities;
import dev.jessel.wire.extension.CertificateStatus;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SignatureAlgorithmsCert;
import dev.jessel.wire.extension.SignedCertificateTimestamps;
import dev.jessel.wire.extension.StatusRequestAck;
import dev.jessel.wire.extension.TimestampRequest;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server of TLS 1.3 asks of its client's certificate, in the handshake and after it. */
public final class CertificateTerms {
  private CertificateTerms() {}

  /** Whether a server asks for its client's certificate in a handshake. */
  public static boolean asksClient(HandshakeIo io) {
    HandshakeConfig.Offers offers = io.config().offers();
    boolean later =
        offers.asksAfterHandshakeAlone()
            && io.facts().version().equals(Optional.of(ProtocolVersion.TLS_1_3));
    return io.config().checks().mode() != VerifyMode.NONE
        && !later
        && !(offers.asksOnce() && io.hasAskedClient());
  }

  /**
   * A server's request (RFC 9846 4.4.2).
   *
   * @param context empty in the handshake
   */
  public static CertificateRequest request(Bytes context, HandshakeIo io) throws TlsException {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new SignatureAlgorithms(io.config().preferences().clients().schemes()));
    if (!io.config().offers().certificateSchemes().isEmpty()) {
      extensions.add(new SignatureAlgorithmsCert(io.config().offers().certificateSchemes()));
    }
    List<Bytes> issuers = io.config().checks().issuers();
    if (!issuers.isEmpty()) {
      extensions.add(new CertificateAuthorities(issuers));
    }
    extensions.addAll(beside(io));
    CompressionTerms.offer(io).ifPresent(extensions::add);
    extensions.addAll(CustomExtensions.write(ExtensionPlace.CERTIFICATE_REQUEST, io));
    return new CertificateRequest(context, Extensions.of(extensions));
  }

  /** What a server asks for beside its client's certificate. */
  private static List<Extension> beside(HandshakeIo io) {
    List<Extension> extensions = new ArrayList<>();
    if (io.config().behaviour().statusRequest()) {
      extensions.add(new StatusRequestAck());
    }
    if (io.config().offers().timestamps()) {
      extensions.add(new TimestampRequest());
    }
    return extensions;
  }

  /** The extensions that may stand beside a certificate that a server asked for. */
  public static List<ExtensionType> askedBeside(HandshakeIo io) {
    return Stream.concat(
            beside(io).stream().map(Extension::type),
            io.decisions().extensions().stream()
                .filter(custom -> custom.places().contains(ExtensionPlace.CERTIFICATE_REQUEST))
                .map(CustomExtension::type))
        .toList();
  }

  /** Notes what stands beside the peer's own certificate. */
  public static void noteBeside(CertificateMessage message, HandshakeIo io) throws TlsException {
    for (int i = 0; i < message.entries().size(); i++) {
      CustomExtensions.readBeside(message.entries().get(i).extensions(), i, io);
    }
    Extensions beside =
        message.entries().isEmpty() ? Extensions.EMPTY : message.entries().get(0).extensions();
    beside
        .find(CertificateStatus.class)
        .ifPresent(status -> io.facts().ocspResponse(status.ocspResponse()));
    io.facts()
        .timestamps(
            beside
                .find(SignedCertificateTimestamps.class)
                .map(SignedCertificateTimestamps::timestamps)
                .orElse(List.of()));
  }

  /** A client takes a server's request, and notes it. */
  public static void accept(CertificateRequest request, HandshakeIo io) throws TlsException {
    ExtensionRules.checkRequest(request.extensions(), MessageContext.CERTIFICATE_REQUEST);
    if (request.extensions().find(SignatureAlgorithms.class).isEmpty()) {
      throw new TlsException(SslReason.MISSING_SIGALGS_EXTENSION);
    }
    CustomExtensions.read(request.extensions(), ExtensionPlace.CERTIFICATE_REQUEST, io);
    io.facts().noteCertificateRequested(issuers(request));
  }

  /** A client chooses what fits a request; empty for nothing. */
  public static Answer<Optional<ChosenCredential>> choose(
      CertificateRequest request, HandshakeIo io) throws TlsException {
    List<SignatureScheme> theirs =
        request.extensions().find(SignatureAlgorithms.class).orElseThrow().schemes();
    List<SignatureScheme> schemes =
        Negotiator.schemes(io.config().preferences().clients().schemes(), theirs);
    Answer<Optional<Credential>> answer =
        io.decisions()
            .credential(
                new CredentialRequest(
                    ProtocolVersion.TLS_1_3,
                    io.facts().certificateTypes().client(),
                    schemes,
                    SignatureAlgorithmsCert.in(request.extensions()).orElse(theirs),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    // Not what is known of the last request: several may wait for their answers.
                    issuers(request)));
    return answer.map(
        chosen -> chosen.flatMap(credential -> ChosenCredential.of(credential, schemes, io)));
  }

  private static List<Bytes> issuers(CertificateRequest request) {
    return request
        .extensions()
        .find(CertificateAuthorities.class)
        .map(CertificateAuthorities::names)
        .orElse(List.of());
  }
}
