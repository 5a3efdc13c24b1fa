// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.ConnectionConfig;
import dev.jessel.connection.Role;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ClientHelloVerdict;
import dev.jessel.handshake.ClientPsk;
import dev.jessel.handshake.CredentialRequest;
import dev.jessel.handshake.CustomExtension;
import dev.jessel.handshake.DefaultDecisions;
import dev.jessel.handshake.EarlyDataOffer;
import dev.jessel.handshake.ExternalSession;
import dev.jessel.handshake.SessionFound;
import dev.jessel.handshake.SigningRequest;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.ApplicationProtocols;
import dev.jessel.wire.extension.ServerNameList;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.VerifyResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Asks the application's callbacks where there are any. */
final class SslDecisions extends DefaultDecisions {
  private final SslSettings settings;
  private final Ssl ssl;
  private final Asking asking = new Asking();
  private final ServerSessions sessions;
  private final ExternalSessions external;

  /**
   * Makes the answers of one connection.
   *
   * @param ssl the connection
   */
  SslDecisions(SslSettings settings, ConnectionConfig config, Role role, Ssl ssl) {
    super(
        config.handshake(),
        config.crypto(),
        config.clock(),
        role == Role.CLIENT ? Purpose.SERVER : Purpose.CLIENT);
    this.settings = settings;
    this.sessions = new ServerSessions(settings, asking);
    this.external = new ExternalSessions(settings.sessions(), asking);
    this.ssl = ssl;
    if (role == Role.SERVER) {
      settings.sessions().replayGuard().begin(now());
    }
  }

  private Instant now() {
    return settings.clock().instant();
  }

  @Override
  public Answer<ClientHelloVerdict> clientHello(ClientHello hello) throws TlsException {
    Answer<Boolean> goesOn =
        settings.inspector().isEmpty()
            ? Answer.now(true)
            : reply("ClientHello inspector", () -> settings.inspector().get().inspect(view(hello)));
    if (goesOn.isLater()) {
      return Answer.later();
    }
    if (!goesOn.value()) {
      return Answer.now(ClientHelloVerdict.REFUSE);
    }
    Answer<ClientHelloVerdict> verdict =
        settings.contextSelector().isEmpty() ? super.clientHello(hello) : select(hello);
    if (ssl.context().settings().versions().isEmpty()) {
      // Nothing could be taken up, and what was there before does not count any more.
      throw new TlsException(SslReason.NO_PROTOCOLS_AVAILABLE);
    }
    return verdict;
  }

  private Answer<ClientHelloVerdict> select(ClientHello hello) throws TlsException {
    return reply("context selector", () -> settings.contextSelector().get().select(view(hello)))
        .map(
            context -> {
              ssl.adopt(context);
              return ClientHelloVerdict.PROCEED;
            });
  }

  @Override
  public Answer<Optional<Credential>> credential(CredentialRequest request) throws TlsException {
    if (settings.credentialChooser().isEmpty()) {
      return super.credential(request);
    }
    SslCallbacks.CredentialWanted wanted =
        new SslCallbacks.CredentialWanted(request, settings.crypto());
    return reply("credential chooser", () -> settings.credentialChooser().get().choose(wanted));
  }

  @Override
  public List<Bytes> ocspResponses(Credential credential) throws TlsException {
    if (settings.statusSource().isPresent()) {
      return Asking.asked(
          "status source", () -> settings.statusSource().get().responses(credential));
    }
    return credential.ocspResponse().or(settings::ocspResponse).stream().toList();
  }

  @Override
  public boolean makesSession(SuiteParameters suite) throws TlsException {
    return sessions.makes(suite.suite());
  }

  @Override
  public Bytes sessionName() throws TlsException {
    Optional<Bytes> name = sessions.name();
    return name.isPresent() ? name.get() : super.sessionName();
  }

  @Override
  public boolean takesSession(Session session) throws TlsException {
    return sessions.takes(session);
  }

  @Override
  public void keep(Session session) throws TlsException {
    sessions.keep(session.name().id(), session);
  }

  @Override
  public Answer<Optional<ClientPsk>> clientPsk(Optional<Bytes> hint) throws TlsException {
    if (settings.pskClient().isEmpty()) {
      throw new TlsException(SslReason.PSK_NO_CLIENT_CB);
    }
    return reply(
            "PSK chooser", () -> settings.pskClient().get().choose(hint.map(SslDecisions::utf8)))
        .map(psk -> psk.map(one -> new ClientPsk(bytesOf(one.identity()), one.key())));
  }

  @Override
  public Answer<Optional<Secret>> serverPsk(Bytes identity) throws TlsException {
    if (settings.pskServer().isEmpty()) {
      throw new TlsException(SslReason.PSK_NO_SERVER_CB);
    }
    return reply("PSK finder", () -> settings.pskServer().get().find(utf8(identity)));
  }

  static String utf8(Bytes text) {
    return new String(text.toArray(), StandardCharsets.UTF_8);
  }

  private static Bytes bytesOf(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Answer<Bytes> sign(SigningRequest request) throws TlsException {
    if (settings.signer().isEmpty()) {
      return super.sign(request);
    }
    return reply(
        "signer",
        () ->
            settings
                .signer()
                .get()
                .sign(request.credential(), request.scheme(), request.content()));
  }

  @Override
  public Answer<SessionFound> session(Bytes identity, ProtocolVersion version) throws TlsException {
    return sessions.find(identity, version);
  }

  @Override
  public SessionFound emptyTicket() throws TlsException {
    return sessions.tickets().empty();
  }

  @Override
  public Answer<Optional<Bytes>> ticket(Session made) throws TlsException {
    ServerTickets tickets = sessions.tickets();
    Session session = tickets.filled(made);
    Optional<SslCallbacks.TicketIssuer> issuer = settings.sessions().ticketIssuer();
    if (issuer.isEmpty()) {
      return settings.has(SslOption.NO_TICKET)
          ? named(session, super.ticket(session))
          : Answer.now(tickets.seal(session, now()));
    }
    Answer<Optional<Bytes>> ticket =
        reply("ticket issuer", () -> issuer.get().issue(new SslSession(session)));
    return ticket.isLater()
        ? ticket
        : Answer.now(ServerTickets.checked("ticket issuer", ticket.value()));
  }

  /** A ticket that holds nothing names a session that is kept. */
  private Answer<Optional<Bytes>> named(Session session, Answer<Optional<Bytes>> answer)
      throws TlsException {
    if (answer.value().isPresent()) {
      sessions.keep(answer.value().get(), session.withId(answer.value().get()));
    }
    return answer;
  }

  @Override
  public Answer<List<PreSharedKey>> clientKeys() throws TlsException {
    Answer<List<PreSharedKey>> chosen = chosenKeys();
    if (chosen.isLater() || !chosen.value().isEmpty()) {
      return chosen;
    }
    if (settings.pskClient().isEmpty()) {
      return super.clientKeys();
    }
    return clientPsk(Optional.empty())
        .map(
            psk ->
                psk.stream()
                    // Up to TLS 1.2 an identity may be empty.
                    .filter(one -> !one.identity().isEmpty())
                    .map(one -> SslPsk.ofOlder(one.identity(), one.key()))
                    .toList());
  }

  private Answer<List<PreSharedKey>> chosenKeys() throws TlsException {
    Optional<SslCallbacks.ExternalPskChooser> chooser = settings.sessions().pskChooser();
    return chooser.isEmpty()
        ? Answer.now(List.of())
        : reply("external PSK chooser", chooser.get()::choose)
            .map(keys -> keys.stream().map(SslPsk::key).toList());
  }

  @Override
  public Answer<Optional<PreSharedKey>> serverKey(Bytes identity) throws TlsException {
    Answer<Optional<PreSharedKey>> known = foundKey(identity);
    if (known.isLater() || known.value().isPresent()) {
      return known;
    }
    if (settings.pskServer().isEmpty()) {
      return super.serverKey(identity);
    }
    return serverPsk(identity).map(found -> found.map(key -> SslPsk.ofOlder(identity, key)));
  }

  private Answer<Optional<PreSharedKey>> foundKey(Bytes identity) throws TlsException {
    Optional<SslCallbacks.ExternalPskFinder> finder = settings.sessions().pskFinder();
    return finder.isEmpty()
        ? Answer.now(Optional.empty())
        : reply("external PSK finder", () -> finder.get().find(identity))
            .map(key -> key.map(SslPsk::key));
  }

  @Override
  public void peerTicket(Bytes content) throws TlsException {
    external.read(content);
  }

  @Override
  public Answer<Optional<ExternalSession>> externalSession(ExternalSession.Wanted wanted)
      throws TlsException {
    return external.find(wanted);
  }

  @Override
  public Answer<Boolean> earlyData(EarlyDataOffer offer) throws TlsException {
    Session session = offer.psk().session();
    if (settings.sessions().earlyDataJudge().isPresent()) {
      Answer<Boolean> allowed =
          reply(
              "early data judge",
              () -> settings.sessions().earlyDataJudge().get().allow(new SslSession(session)));
      if (allowed.isLater() || !allowed.value()) {
        return allowed;
      }
    }
    if (settings.has(SslOption.NO_ANTI_REPLAY)) {
      return Answer.now(true);
    }
    SslReplayGuard guard = settings.sessions().replayGuard();
    return reply(
        "replay guard",
        () ->
            offer.psk().isResumption()
                ? guard.firstTime(offer.fingerprint(), session.lifetime().made(), now())
                : guard.firstTimeWithExternalKey(offer.fingerprint(), now()));
  }

  @Override
  public Answer<PathVerdict> verifyPeer(PeerEvidence evidence) throws TlsException {
    Answer<PathVerdict> found = validated(evidence);
    if (found.isLater() || settings.peerVerifier().isEmpty()) {
      return found;
    }
    PathVerdict verdict = found.value();
    Answer<VerifyResult> judged =
        reply(
            "peer verifier",
            () -> settings.peerVerifier().get().judge(evidence.presented(), verdict));
    return judged.map(verdict::withResult);
  }

  private Answer<PathVerdict> validated(PeerEvidence evidence) throws TlsException {
    return settings.peerValidator().isEmpty() || evidence.leaf().isRawPublicKey()
        ? Answer.now(Asking.asked("verify callback", () -> validate(evidence)))
        : reply("peer validator", () -> settings.peerValidator().get().validate(evidence));
  }

  @Override
  public Optional<Bytes> applicationProtocol(List<Bytes> offered) throws TlsException {
    if (settings.protocolSelector().isEmpty()) {
      return super.applicationProtocol(offered);
    }
    Optional<Bytes> chosen =
        Asking.asked(
                "protocol selector", () -> settings.protocolSelector().get().select(texts(offered)))
            .map(SslDecisions::bytes);
    if (chosen.isPresent() && !offered.contains(chosen.get())) {
      throw new TlsException(
          SslReason.CALLBACK_FAILED, "the protocol selector chose one that was not offered");
    }
    return chosen;
  }

  @Override
  public List<CustomExtension> extensions() {
    return settings.extensions().isEmpty()
        ? List.of() // each message asks
        : settings.extensions().stream().<CustomExtension>map(Spoken::new).toList();
  }

  /** An extension that the application's callbacks speak. */
  private final class Spoken implements CustomExtension {
    private final SslExtension extension;

    Spoken(SslExtension extension) {
      this.extension = extension;
    }

    @Override
    public ExtensionType type() {
      return new ExtensionType(extension.type());
    }

    @Override
    public Set<ExtensionPlace> places() {
      return extension.places();
    }

    @Override
    public Optional<Bytes> write(ExtensionPlace place, int certificate) throws TlsException {
      return Asking.asked(
          "writer of an extension", () -> extension.writer().write(ssl, place, certificate));
    }

    @Override
    public void read(ExtensionPlace place, Bytes content, int certificate) throws TlsException {
      Asking.tell(
          "reader of an extension",
          () -> extension.reader().read(ssl, place, content, certificate));
    }
  }

  private <T> Answer<T> reply(String whom, Supplier<SslReply<T>> callback) throws TlsException {
    return asking.reply(whom, callback);
  }

  static String text(Bytes protocol) {
    return new String(protocol.toArray(), StandardCharsets.ISO_8859_1);
  }

  static Bytes bytes(String protocol) {
    return Bytes.of(protocol.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<String> texts(List<Bytes> protocols) {
    return protocols.stream().map(SslDecisions::text).toList();
  }

  private static SslCallbacks.ClientHelloView view(ClientHello hello) {
    return new SslCallbacks.ClientHelloView(
        hello.extensions().find(ServerNameList.class).map(ServerNameList::hostName),
        hello.cipherSuites(),
        hello
            .extensions()
            .find(SupportedGroups.class)
            .map(SupportedGroups::groups)
            .orElse(List.of()),
        hello
            .extensions()
            .find(SignatureAlgorithms.class)
            .map(SignatureAlgorithms::schemes)
            .orElse(List.of()),
        texts(
            hello
                .extensions()
                .find(ApplicationProtocols.class)
                .map(ApplicationProtocols::protocols)
                .orElse(List.of())));
  }
}
