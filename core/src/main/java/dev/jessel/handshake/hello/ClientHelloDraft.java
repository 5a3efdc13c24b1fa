// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.dialect.Dialect;
import dev.jessel.dialect.Dialects;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.CompressionTerms;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HelloRandom;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.handshake.RecordSizeTerms;
import dev.jessel.handshake.VersionRange;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.ApplicationProtocols;
import dev.jessel.wire.extension.CertificateAuthorities;
import dev.jessel.wire.extension.DelegatedSchemes;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.EcPointFormats;
import dev.jessel.wire.extension.EncryptThenMac;
import dev.jessel.wire.extension.ExtendedMasterSecret;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MaxFragmentLength;
import dev.jessel.wire.extension.PostHandshakeAuth;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.extension.ServerNameList;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SignatureAlgorithmsCert;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.extension.TimestampRequest;
import dev.jessel.wire.message.ClientHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client puts into its first ClientHello: one message that serves all versions of its range.
 *
 * @param io gives settings and randomness
 * @param shares key shares for TLS 1.3; none when it is not offered
 * @param session a session of TLS 1.2 to resume
 * @param early whether early data follows
 */
record ClientHelloDraft(
    HandshakeIo io, KeyShares shares, Optional<Session> session, boolean early) {
  private static final Bytes NO_COMPRESSION = Bytes.of((byte) 0);

  ClientHello hello() throws TlsException {
    if (!hasExtensions()) {
      return with(suites(), renegotiationAlone());
    }
    HelloVariety variety = HelloVariety.of(io);
    return with(variety.suites(suites()), Extensions.of(variety.extensions(extensions())));
  }

  private ClientHello with(List<CipherSuite> suites, Extensions extensions) {
    return new ClientHello(
        legacyVersion(),
        Bytes.of(HelloRandom.ofClient(io)),
        sessionId(),
        suites,
        NO_COMPRESSION,
        extensions);
  }

  private HandshakeConfig config() {
    return io.config();
  }

  private VersionRange versions() {
    return io.versions();
  }

  /** RFC 9846 4.2.2: TLS 1.3 and later are told in an extension alone. */
  private ProtocolVersion legacyVersion() {
    ProtocolVersion newest = versions().max();
    return newest.isAtLeast(ProtocolVersion.TLS_1_2) ? ProtocolVersion.TLS_1_2 : newest;
  }

  /** SSLv3 has none, though it may be told of newer versions that have; SSLv2 has no room. */
  private boolean hasExtensions() {
    return !isInSsl2(io) && Dialects.of(versions().max()).map(Dialect::hasExtensions).orElse(true);
  }

  /** A first hello that is to be understood by SSLv2 has its format (RFC 5246 E.2). */
  static boolean isInSsl2(HandshakeIo io) {
    return io.ssl2().isPresent()
        && io.previous().isEmpty()
        && io.versions().includes(ProtocolVersion.SSL_2);
  }

  private Bytes sessionId() {
    if (isInSsl2(io)) {
      // RFC 5246 E.2: it has none but those of SSLv2.
      return Bytes.EMPTY;
    }
    if (session.isPresent()) {
      // RFC 5077 3.4: beside a ticket any id will do, and its echo says that the ticket was taken.
      return session.get().ticket().isEmpty() ? session.get().name().id() : random();
    }
    // RFC 9846 E.4: a session id that is never resumed makes the hello look like TLS 1.2's.
    return versions().hasTls13() && config().behaviour().middleboxCompatible()
        ? random()
        : Bytes.EMPTY;
  }

  private Bytes random() {
    byte[] random = new byte[ClientHello.RANDOM_LENGTH];
    io.crypto().randomBytes(random);
    return Bytes.of(random);
  }

  private List<CipherSuite> suites() {
    HandshakeConfig.Preferences ours = config().preferences();
    List<CipherSuite> fitting = new ArrayList<>();
    for (CipherSuite suite : ours.suites()) {
      if (ours.isSpeakable(suite, versions()) && isSayable(suite)) {
        fitting.add(suite);
      }
    }
    if (!hasExtensions() && io.previous().stream().noneMatch(PreviousHandshake::secure)) {
      // RFC 5746 3.4, 4.2: the signal does where there is no room for the extension.
      fitting.add(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
    }
    if (config().older().switches().fallback()) {
      // RFC 7507 4: a client that tried a newer version before says so.
      fitting.add(CipherSuite.TLS_FALLBACK_SCSV);
    }
    return fitting;
  }

  /** Without extensions neither a curve can be named nor a hash. */
  private boolean isSayable(CipherSuite suite) {
    return hasExtensions()
        || SuiteParameters.of(suite)
            .filter(is -> !is.keyExchange().usesCurve() && (!isSigned(is) || takesSha1()))
            .isPresent();
  }

  private static boolean isSigned(SuiteParameters suite) {
    return suite.authentication().usesCertificate() && suite.keyExchange().isEphemeral();
  }

  /** RFC 5246 7.4.1.4.1: who names no hash gets signatures with SHA-1. */
  private boolean takesSha1() {
    return !versions().includes(ProtocolVersion.TLS_1_2)
        || config().preferences().schemes().contains(SignatureScheme.RSA_PKCS1_SHA1);
  }

  /** RFC 5746 4.5: what binds a handshake to the one before it is said in SSLv3, too. */
  private Extensions renegotiationAlone() {
    return io.previous()
        .flatMap(PreviousHandshake::clientInfo)
        .map(Extensions::of)
        .orElse(Extensions.EMPTY);
  }

  private List<Extension> extensions() throws TlsException {
    List<Extension> list = new ArrayList<>();
    config().names().serverName().ifPresent(name -> list.add(new ServerNameList(name)));
    addGroups(list);
    if (versions().max().isAtLeast(ProtocolVersion.TLS_1_2)) {
      list.add(new SignatureAlgorithms(config().preferences().schemes()));
      if (!config().offers().certificateSchemes().isEmpty()) {
        list.add(new SignatureAlgorithmsCert(config().offers().certificateSchemes()));
      }
    }
    if (config().behaviour().statusRequest()) {
      list.add(config().offers().statusRequest());
    }
    if (config().offers().timestamps()) {
      list.add(new TimestampRequest());
    }
    // What a connection speaks was settled by its first handshake.
    if (!config().names().applicationProtocols().isEmpty() && io.previous().isEmpty()) {
      list.add(new ApplicationProtocols(config().names().applicationProtocols()));
    }
    list.addAll(CertificateTypeTerms.offer(config().kinds()));
    config().sizes().maxFragmentCode().ifPresent(code -> list.add(new MaxFragmentLength(code)));
    RecordSizeTerms.of(versions().max()).wish(io).ifPresent(list::add);
    if (versions().hasOlder()) {
      addOlder(list);
    }
    if (versions().hasTls13()) {
      addTls13(list);
    }
    list.addAll(CustomExtensions.write(ExtensionPlace.CLIENT_HELLO, io));
    return list;
  }

  private void addGroups(List<Extension> list) {
    List<NamedGroup> groups = config().preferences().groups().groups();
    if (!versions().hasTls13()) {
      groups = groups.stream().filter(group -> !group.isPostQuantum()).toList();
    }
    if (!groups.isEmpty()) {
      list.add(new SupportedGroups(groups));
    }
  }

  private void addOlder(List<Extension> list) {
    list.add(EcPointFormats.UNCOMPRESSED);
    if (config().older().switches().encryptThenMac()) {
      list.add(new EncryptThenMac());
    }
    if (config().older().switches().extendedMainSecret()) {
      list.add(new ExtendedMasterSecret());
    }
    // RFC 5746 3.4: empty in a first handshake. 4.2: never left out in another, not even with a
    // server that did not understand the first.
    Bytes before = io.previous().map(previous -> previous.said().client()).orElse(Bytes.EMPTY);
    list.add(new RenegotiationInfo(before));
    if (config().older().switches().sessionTickets()) {
      ticket().ifPresent(list::add);
    }
  }

  /** A ticket of the session's own goes before what the application would show. */
  private Optional<SessionTicket> ticket() {
    HandshakeConfig.ExternalSessions external = config().older().external();
    Bytes shown =
        session.map(Session::ticket).filter(own -> !own.isEmpty()).orElse(external.ticket());
    return Optional.of(new SessionTicket(shown))
        .filter(any -> !shown.isEmpty() || external.asksForTickets());
  }

  private void addTls13(List<Extension> list) {
    if (!config().checks().issuers().isEmpty()) {
      list.add(new CertificateAuthorities(config().checks().issuers()));
    }
    if (!config().kinds().delegated().isEmpty()) {
      list.add(new DelegatedSchemes(config().kinds().delegated()));
    }
    list.add(new SupportedVersionsClient(versions().newestFirst()));
    // RFC 9846 4.3.9: without it a server may send no tickets.
    list.add(config().resumption().modes().offer());
    CompressionTerms.offer(io).ifPresent(list::add);
    if (config().offers().postHandshakeAuth()) {
      list.add(new PostHandshakeAuth());
    }
    list.add(shares.extension());
    config().resumption().ticketRequest().ifPresent(list::add);
    if (early) {
      list.add(new EarlyDataIndication(OptionalLong.empty()));
    }
  }
}
