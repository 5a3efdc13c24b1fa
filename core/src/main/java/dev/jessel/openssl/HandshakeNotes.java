// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.Ssl;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.CertificateAuthorities;
import dev.jessel.wire.extension.EcPointFormats;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the messages of a handshake said, for the functions that ask for it afterwards. Written by
 * the thread that performs the handshake; any thread may read.
 */
final class HandshakeNotes {
  private static final int HEADER = 4;

  private final LongSupplier nanoClock;
  private volatile Bytes clientHello = Bytes.EMPTY;
  private volatile boolean ssl2Hello;
  private volatile Bytes serverHello = Bytes.EMPTY;
  private volatile Bytes request = Bytes.EMPTY;
  private volatile int maxFragment;
  private volatile Bytes ownFinished = Bytes.EMPTY;
  private volatile Bytes peerFinished = Bytes.EMPTY;
  private volatile OptionalLong asked = OptionalLong.empty();
  private volatile OptionalLong answered = OptionalLong.empty();

  HandshakeNotes(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Forgets all of it. */
  void startOver() {
    clientHello = Bytes.EMPTY;
    ssl2Hello = false;
    serverHello = Bytes.EMPTY;
    request = Bytes.EMPTY;
    maxFragment = 0;
    ownFinished = Bytes.EMPTY;
    peerFinished = Bytes.EMPTY;
    asked = OptionalLong.empty();
    answered = OptionalLong.empty();
  }

  /** Notes a message, with its header. */
  void message(boolean server, boolean sent, Bytes message) {
    HandshakeType type = new HandshakeType(message.at(0) & 0xFF);
    if (!hasLength(message)) {
      ssl2Hello |= type.equals(HandshakeType.CLIENT_HELLO);
      return;
    }
    Bytes body = message.slice(HEADER, message.length() - HEADER);
    takeTime(server, sent, type);
    if (type.equals(HandshakeType.CLIENT_HELLO)) {
      clientHello = body;
    } else if (type.equals(HandshakeType.SERVER_HELLO)) {
      serverHello = body;
      noteMaxFragment(message);
    } else if (type.equals(HandshakeType.ENCRYPTED_EXTENSIONS)) {
      noteMaxFragment(message);
    } else if (type.equals(HandshakeType.CERTIFICATE_REQUEST) && !sent) {
      request = body;
    } else if (type.equals(HandshakeType.FINISHED) && sent) {
      ownFinished = body;
    } else if (type.equals(HandshakeType.FINISHED)) {
      peerFinished = body;
    }
  }

  private void noteMaxFragment(Bytes answer) {
    Bytes code =
        PeerExtensions.in(answer)
            .getOrDefault(ExtensionType.MAX_FRAGMENT_LENGTH.code(), Bytes.EMPTY);
    maxFragment = code.isEmpty() ? maxFragment : code.at(0);
  }

  /** The fragment length that the server agreed to, as it stands on the wire; 0 for none. */
  int maxFragment() {
    return maxFragment;
  }

  /** Messages of SSLv2, its form of the ClientHello among them, have no length of their own. */
  static boolean hasLength(Bytes message) {
    try {
      ByteReader in = ByteReader.of(message);
      in.u8();
      return in.u24() == in.remaining();
    } catch (TlsException tooShort) {
      return false;
    }
  }

  /** Whether the ClientHello had the format of SSLv2: of that one nothing else is noted. */
  boolean isSsl2Hello() {
    return ssl2Hello;
  }

  // A client asks with its ClientHello, a server with the end of its flight.
  private void takeTime(boolean server, boolean sent, HandshakeType type) {
    boolean endsFlight =
        type.equals(HandshakeType.SERVER_HELLO_DONE) || type.equals(HandshakeType.FINISHED);
    boolean asks = server ? endsFlight : type.equals(HandshakeType.CLIENT_HELLO);
    if (sent && asks && answered.isEmpty()) {
      asked = OptionalLong.of(nanoClock.getAsLong());
    } else if (!sent && endsFlight && asked.isPresent() && answered.isEmpty()) {
      answered = OptionalLong.of(nanoClock.getAsLong());
    }
  }

  /** Microseconds between a flight of ours and the end of its answer; empty before. */
  OptionalLong roundTrip() {
    OptionalLong from = asked;
    OptionalLong to = answered;
    return from.isPresent() && to.isPresent()
        ? OptionalLong.of(TimeUnit.NANOSECONDS.toMicros(to.getAsLong() - from.getAsLong()))
        : OptionalLong.empty();
  }

  /** The ClientHello as it stood on the wire; empty before it. */
  Optional<ClientHelloBytes> clientHello() {
    return read(clientHello, ClientHelloBytes::read);
  }

  /** The groups of the ClientHello, in its order. */
  List<NamedGroup> clientGroups() {
    return helloExtensions()
        .flatMap(extensions -> extensions.find(SupportedGroups.class))
        .map(SupportedGroups::groups)
        .orElse(List.of());
  }

  /** The signature schemes that the peer takes, in its order. */
  List<SignatureScheme> peerSchemes(Ssl ssl) {
    if (ssl.isServer()) {
      return helloExtensions()
          .flatMap(extensions -> extensions.find(SignatureAlgorithms.class))
          .map(SignatureAlgorithms::schemes)
          .orElse(List.of());
    }
    return isTls13(ssl.version())
        ? request13()
            .flatMap(extensions -> extensions.find(SignatureAlgorithms.class))
            .map(SignatureAlgorithms::schemes)
            .orElse(List.of())
        : request12(ssl.version()).map(CertificateRequest12::schemes).orElse(List.of());
  }

  /** DER names of the issuers that the peer takes; empty when it named none. */
  List<Bytes> peerIssuers(Ssl ssl) {
    if (!ssl.isServer() && !isTls13(ssl.version())) {
      return request12(ssl.version()).map(CertificateRequest12::authorities).orElse(List.of());
    }
    return (ssl.isServer() ? helloExtensions() : request13())
        .flatMap(extensions -> extensions.find(CertificateAuthorities.class))
        .map(CertificateAuthorities::names)
        .orElse(List.of());
  }

  /** The types of certificates that a server before TLS 1.3 asked for. */
  Bytes certificateTypes(Optional<ProtocolVersion> version) {
    return isTls13(version)
        ? Bytes.EMPTY
        : request12(version).map(CertificateRequest12::certificateTypes).orElse(Bytes.EMPTY);
  }

  /** The point formats that the peer named in its hello. */
  Bytes pointFormats(boolean server) {
    Optional<Extensions> theirs =
        server
            ? helloExtensions()
            : read(serverHello, ServerHello::decode).map(ServerHello::extensions);
    return theirs
        .flatMap(extensions -> extensions.find(EcPointFormats.class))
        .map(EcPointFormats::formats)
        .orElse(Bytes.EMPTY);
  }

  private static boolean isTls13(Optional<ProtocolVersion> version) {
    return version.filter(ProtocolVersion.TLS_1_3::equals).isPresent();
  }

  private Optional<Extensions> request13() {
    return read(request, CertificateRequest::decode).map(CertificateRequest::extensions);
  }

  private Optional<CertificateRequest12> request12(Optional<ProtocolVersion> version) {
    boolean named = version.filter(ProtocolVersion.TLS_1_2::equals).isPresent();
    return read(
        request, named ? CertificateRequest12::decode : CertificateRequest12::decodeWithoutSchemes);
  }

  private Optional<Extensions> helloExtensions() {
    return read(clientHello, ClientHello::decode).map(ClientHello::extensions);
  }

  private interface Form<T> {
    T read(ByteReader body) throws TlsException;
  }

  /** What cannot be read ended the handshake, and there is nothing to tell of it. */
  private static <T> Optional<T> read(Bytes body, Form<T> form) {
    try {
      return body.isEmpty() ? Optional.empty() : Optional.of(form.read(ByteReader.of(body)));
    } catch (TlsException e) {
      return Optional.empty();
    }
  }

  /** What our Finished message said; empty before it. */
  Bytes ownFinished() {
    return ownFinished;
  }

  /** What the peer's Finished message said; empty before it. */
  Bytes peerFinished() {
    return peerFinished;
  }
}
