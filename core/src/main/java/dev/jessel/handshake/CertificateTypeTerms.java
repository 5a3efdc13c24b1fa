// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.CertificateTypes;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SelectedCertificateType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Agreement on what each side shows: certificates, or raw public keys (RFC 7250).
 *
 * @param client what the client shows, if it is asked
 * @param server what the server shows
 */
public record CertificateTypeTerms(CertificateType client, CertificateType server) {
  /** What all have that say nothing. */
  public static final CertificateTypeTerms X509 =
      new CertificateTypeTerms(CertificateType.X509, CertificateType.X509);

  /** A client's offer; what goes without saying is not said. */
  public static List<Extension> offer(HandshakeConfig.CertificateKinds ours) {
    List<Extension> offer = new ArrayList<>();
    add(offer, ExtensionType.CLIENT_CERTIFICATE_TYPE, ours.ofClient());
    add(offer, ExtensionType.SERVER_CERTIFICATE_TYPE, ours.ofServer());
    return offer;
  }

  private static void add(List<Extension> offer, ExtensionType which, List<CertificateType> types) {
    if (!types.equals(List.of(CertificateType.X509))) {
      offer.add(new CertificateTypes(which, types));
    }
  }

  /**
   * A client takes the server's answer.
   *
   * @throws TlsException illegal_parameter for what was not offered
   */
  public static CertificateTypeTerms acceptByClient(
      Extensions asked, Extensions answers, HandshakeIo io) throws TlsException {
    CertificateTypeTerms terms =
        new CertificateTypeTerms(
            answered(ExtensionType.CLIENT_CERTIFICATE_TYPE, asked, answers),
            answered(ExtensionType.SERVER_CERTIFICATE_TYPE, asked, answers));
    io.facts().certificateTypes(terms);
    return terms;
  }

  /**
   * A client is about to be shown something: in a full handshake, not where a session is resumed.
   *
   * @throws TlsException unsupported_certificate when it is what this side does not take
   */
  public void checkByClient(HandshakeIo io) throws TlsException {
    if (!io.config().kinds().ofServer().contains(server)) {
      // RFC 7250 4.2: a server that does not know the extension has certificates.
      throw new TlsException(SslReason.UNKNOWN_CERTIFICATE_TYPE, "the server has X.509 alone");
    }
  }

  private static CertificateType answered(ExtensionType which, Extensions asked, Extensions answers)
      throws TlsException {
    Optional<CertificateType> chosen = SelectedCertificateType.in(answers, which);
    List<CertificateType> offered = CertificateTypes.in(asked, which).orElse(List.of());
    if (chosen.isPresent() && !offered.contains(chosen.get())) {
      throw new TlsException(SslReason.BAD_EXTENSION, which + " " + chosen.get());
    }
    return chosen.orElse(CertificateType.X509);
  }

  /**
   * A server chooses: what it shows in its own order, what its client shows in the client's.
   *
   * @param asked the extensions of the ClientHello
   * @throws TlsException unsupported_certificate when nothing is left
   */
  public static CertificateTypeTerms chooseByServer(Extensions asked, HandshakeIo io)
      throws TlsException {
    HandshakeConfig.CertificateKinds ours = io.config().kinds();
    List<CertificateType> ofServer = offered(ExtensionType.SERVER_CERTIFICATE_TYPE, asked);
    List<CertificateType> ofClient = offered(ExtensionType.CLIENT_CERTIFICATE_TYPE, asked);
    boolean asksClient = io.config().checks().mode() != VerifyMode.NONE;
    return new CertificateTypeTerms(
        asksClient ? first(ofClient, ours.ofClient()) : CertificateType.X509,
        first(ours.ofServer(), ofServer));
  }

  /**
   * A server that resumes a session says again what it showed when the session was made: as far as
   * it can know, what it would choose now. Nobody asks the client for anything.
   */
  public static List<Extension> answersOfResumed(Extensions asked, HandshakeIo io) {
    List<Extension> answers = new ArrayList<>();
    List<CertificateType> offered = offered(ExtensionType.SERVER_CERTIFICATE_TYPE, asked);
    Optional<CertificateType> shown =
        io.config().kinds().ofServer().stream().filter(offered::contains).findFirst();
    shown.ifPresent(
        type -> answer(answers, asked, ExtensionType.SERVER_CERTIFICATE_TYPE, type, io));
    return answers;
  }

  private static List<CertificateType> offered(ExtensionType which, Extensions asked) {
    return CertificateTypes.in(asked, which).orElse(List.of(CertificateType.X509));
  }

  private static CertificateType first(List<CertificateType> order, List<CertificateType> among)
      throws TlsException {
    for (CertificateType type : order) {
      if (among.contains(type)) {
        return type;
      }
    }
    // RFC 7250 4.2: without a type in common, unsupported_certificate.
    throw new TlsException(SslReason.UNKNOWN_CERTIFICATE_TYPE);
  }

  /**
   * What a server answers in a full handshake: to what it was asked about, unless it has never
   * heard of anything but certificates.
   */
  public List<Extension> answers(Extensions asked, HandshakeIo io) {
    List<Extension> answers = new ArrayList<>();
    if (io.config().checks().mode() != VerifyMode.NONE) {
      answer(answers, asked, ExtensionType.CLIENT_CERTIFICATE_TYPE, client, io);
    }
    answer(answers, asked, ExtensionType.SERVER_CERTIFICATE_TYPE, server, io);
    return answers;
  }

  private static void answer(
      List<Extension> answers,
      Extensions asked,
      ExtensionType which,
      CertificateType chosen,
      HandshakeIo io) {
    HandshakeConfig.CertificateKinds ours = io.config().kinds();
    List<CertificateType> own =
        which.equals(ExtensionType.CLIENT_CERTIFICATE_TYPE) ? ours.ofClient() : ours.ofServer();
    if (asked.contains(which) && !own.equals(List.of(CertificateType.X509))) {
      answers.add(new SelectedCertificateType(which, chosen));
    }
  }
}
