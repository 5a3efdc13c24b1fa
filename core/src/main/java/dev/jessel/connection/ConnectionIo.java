// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Decisions;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeFacts;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.handshake.RecordSizes;
import dev.jessel.handshake.RenegotiationPolicy;
import dev.jessel.handshake.Ssl2;
import dev.jessel.handshake.Ssl2Connection;
import dev.jessel.handshake.VerifyData;
import dev.jessel.handshake.VersionRange;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.post.AnswerCertificateRequest;
import dev.jessel.handshake.server13.TicketIssuer;
import dev.jessel.keys.KeyLog;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.keys.Transcript;
import dev.jessel.record.RecordProtection;
import dev.jessel.session.Session;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.MaxFragmentLength;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.Ssl2Message;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the states of one connection may do to the world, and what they have learnt. Nothing here
 * says what comes next: that is {@link HandshakeDriver}'s business.
 */
final class ConnectionIo implements HandshakeIo {
  private final ConnectionConfig config;
  private final Role role;
  private final ConnectionObserver observer;
  private final Mailbox mailbox;
  private final SendPath send;
  private final ReceivePath receive;
  private final HandshakeFacts facts = new HandshakeFacts();
  private final Optional<Ssl2Connection> ssl2;
  private Transcript transcript;
  private RecordSizes sizes = RecordSizes.ANY;
  private volatile Settings settings;
  private volatile Settings latestSettings;
  private volatile Optional<PreviousHandshake> previous = Optional.empty();
  private volatile RenegotiationPolicy policy = RenegotiationPolicy.DEFAULT;
  private volatile boolean renegotiating;
  private volatile boolean earlyDataWanted;
  private volatile Optional<TicketIssuer> ticketIssuer = Optional.empty();
  private int ticketsSent;
  private final AtomicInteger ticketsOwed = new AtomicInteger();
  private boolean clientAsked;

  /** What may change between two handshakes, and when the application has seen a ClientHello. */
  private record Settings(HandshakeConfig config, Decisions decisions) {}

  ConnectionIo(
      ConnectionConfig config,
      Role role,
      Decisions decisions,
      ConnectionObserver observer,
      Mailbox mailbox,
      SendPath send,
      ReceivePath receive) {
    this.config = config;
    this.role = role;
    this.settings = new Settings(config.handshake(), decisions);
    this.latestSettings = settings;
    this.observer = observer;
    this.mailbox = mailbox;
    this.send = send;
    this.receive = receive;
    this.transcript = new Transcript(config.crypto());
    this.ssl2 = ssl2(config, role);
    VersionRange versions = config.handshake().preferences().versions();
    if (!versions.hasTls13()) {
      // Whatever will be spoken, there are no dummies in it.
      receive.assume(versions.max());
      send.assume(versions.max());
    } else if (versions.hasOlder()) {
      receive.mayBeOld();
    }
    if (ssl2.isPresent()) {
      receive.opener().mayBegin(ssl2.get().opener());
      send.maySpeak(ssl2.get());
    }
  }

  /**
   * RFC 5246 E.2: a client asks in the format of SSLv2 when it may speak SSLv2, and a server that
   * speaks old versions understands it.
   */
  private static Optional<Ssl2Connection> ssl2(ConnectionConfig config, Role role) {
    VersionRange all = config.handshake().preferences().versions();
    boolean wanted =
        role == Role.CLIENT
            ? all.includes(ProtocolVersion.SSL_2)
            : !all.min().isAtLeast(ProtocolVersion.TLS_1_2);
    return wanted
        ? Ssl2.speaker().map(any -> any.connection(config.crypto(), role == Role.SERVER))
        : Optional.empty();
  }

  /** The application asks for early data by name: before the handshake, or not at all. */
  void wantEarlyData() {
    earlyDataWanted = true;
  }

  /**
   * Sends the certificates that the server asked for. The caller holds the write lock.
   *
   * @return what is waited for; empty when all is sent
   */
  Optional<Wait> sendOwedCertificates() throws TlsException {
    takeUpSettings();
    for (Optional<AnswerCertificateRequest> next = mailbox.owedCertificate();
        next.isPresent();
        next = mailbox.owedCertificate()) {
      Optional<Wait> wait = send.closeSent() ? Optional.empty() : next.get().send(this);
      if (wait.isPresent()) {
        return wait;
      }
      send.sealFlight();
      mailbox.certificateSent();
    }
    return Optional.empty();
  }

  boolean speaksTls13() {
    Optional<ProtocolVersion> version = facts.version();
    return version.isPresent() && version.get().equals(ProtocolVersion.TLS_1_3);
  }

  /** True from the first word of another handshake, ours or the peer's, to the last. */
  boolean isRenegotiating() {
    return renegotiating;
  }

  /** Which handshakes may follow. Any thread may say so. */
  void renegotiation(RenegotiationPolicy value) {
    policy = value;
  }

  /** True on a server that can send more tickets. */
  boolean issuesTickets() {
    return ticketIssuer.isPresent();
  }

  /**
   * Sends one more ticket. The caller holds the write lock, and that alone.
   *
   * @return false when the application answers later
   */
  boolean issueTicket() throws TlsException {
    if (ticketIssuer.isEmpty() || !ticketIssuer.get().usable()) {
      return true;
    }
    if (!ticketIssuer.get().issue(this, ticketsSent)) {
      return false;
    }
    ticketsSent++;
    send.sealFlight();
    return true;
  }

  /** No tickets any more. The caller holds the write lock. */
  void forgetTickets() {
    ticketIssuer.ifPresent(TicketIssuer::destroy);
    ticketIssuer = Optional.empty();
  }

  @Override
  public HandshakeConfig config() {
    return settings.config();
  }

  @Override
  public CryptoProvider crypto() {
    return config.crypto();
  }

  @Override
  public Decisions decisions() {
    return settings.decisions();
  }

  /** What the next handshake goes by. Any thread may say so. */
  void reconfigure(HandshakeConfig next, Decisions decisions) {
    latestSettings = new Settings(next, decisions);
  }

  @Override
  public void takeUpSettings() {
    settings = latestSettings;
  }

  @Override
  public Instant now() {
    return config.clock().instant();
  }

  @Override
  public HandshakeFacts facts() {
    return facts;
  }

  @Override
  public Transcript transcript() {
    return transcript;
  }

  @Override
  public void send(HandshakeMessage message) {
    if (message instanceof Ssl2Message ssl2Message) {
      transcript.add(ssl2Message.bytes());
      send.ssl2Message(ssl2Message.bytes());
      return;
    }
    send.handshake(message, transcript);
    noteAsked(message);
    if (message instanceof ClientHello) {
      // RFC 9846 5: from here on a dummy may come.
      receive.expectDummy(true);
    }
  }

  @Override
  public void sendPostHandshake(HandshakeMessage message) {
    send.handshake(message);
    noteAsked(message);
  }

  private void noteAsked(HandshakeMessage message) {
    clientAsked |= message instanceof CertificateRequest || message instanceof CertificateRequest12;
  }

  @Override
  public boolean hasAskedClient() {
    return clientAsked;
  }

  @Override
  public Secret sendingSecret() {
    return send.secret();
  }

  @Override
  public Secret receivingSecret() {
    return receive.secret();
  }

  @Override
  public void oweCertificate(AnswerCertificateRequest answer) throws TlsException {
    if (!mailbox.oweCertificate(answer)) {
      throw new TlsException(SslReason.UNEXPECTED_MESSAGE, "too many requests for a certificate");
    }
  }

  @Override
  public void speak(ProtocolVersion version) {
    facts.version(version);
    receive.speak(version);
    send.speak(version);
  }

  @Override
  public void changeWriteKeys(RecordProtection next) {
    send.changeCipherSpec(next);
    send.sealer().peerLimit(sizes.sending());
  }

  @Override
  public void changeReadKeys(RecordAligned proof, RecordProtection next) {
    receive.install(next);
    receive.opener().limits(sizes.receiving(), sizes.receivingInner());
  }

  @Override
  public Optional<PreviousHandshake> previous() {
    return previous;
  }

  @Override
  public VersionRange versions() {
    return previous
        .map(before -> new VersionRange(before.version(), before.version()))
        .orElseGet(this::configured);
  }

  private VersionRange configured() {
    VersionRange range = config().preferences().versions();
    return role == Role.CLIENT ? range.offerable() : range;
  }

  @Override
  public Optional<Ssl2Connection> ssl2() {
    return ssl2;
  }

  @Override
  public RenegotiationPolicy renegotiation() {
    return policy.with(facts.secureRenegotiation());
  }

  @Override
  public void renegotiate(VerifyData said, boolean resume) {
    previous =
        Optional.of(
            new PreviousHandshake(
                facts.version().orElseThrow(),
                said,
                facts.secureRenegotiation(),
                safeguards(),
                // Who shows nothing in between is not forgotten, or that would be the way around
                // it.
                facts.peerChain().stream()
                    .findFirst()
                    .or(() -> previous.flatMap(PreviousHandshake::peer)),
                resume ? facts.session() : Optional.empty()));
    transcript = new Transcript(config.crypto());
    takeUpSettings();
    sizes = RecordSizes.ANY;
    renegotiating = true;
    observer.handshakeBegun(true);
  }

  private PreviousHandshake.Safeguards safeguards() {
    boolean before = previous.map(p -> p.safeguards().encryptThenMac()).orElse(false);
    return new PreviousHandshake.Safeguards(
        facts.extendedMainSecret(), facts.encryptThenMac() || before);
  }

  @Override
  public void oweRenegotiation() {
    mailbox.oweRenegotiation(true);
  }

  @Override
  public void sayNoCertificate() {
    send.noCertificate();
  }

  @Override
  public void refuseRenegotiation() {
    mailbox.oweNoRenegotiation();
  }

  @Override
  public void sendChangeCipherSpec() {
    if (config().behaviour().middleboxCompatible()) {
      send.changeCipherSpec();
    }
  }

  @Override
  public RecordAligned recordAligned() throws TlsException {
    return RecordAligned.check(receive.deframer());
  }

  @Override
  public void readKeys(RecordAligned proof, SuiteParameters suite, TrafficSecret traffic) {
    receive.install(suite, traffic);
  }

  @Override
  public boolean wantsEarlyData() {
    return earlyDataWanted;
  }

  @Override
  public void beginEarlyData(SuiteParameters suite, TrafficSecret traffic, long limit) {
    send.installForEarlyData(suite, traffic);
    send.earlyWriting().begin(limit);
    // RFC 6066 4: what is asked for now was agreed upon with the session.
    config()
        .sizes()
        .maxFragmentCode()
        .ifPresent(code -> send.sealer().peerLimit(new MaxFragmentLength(code).length()));
  }

  @Override
  public void endEarlyData() {
    send.earlyWriting().end();
  }

  @Override
  public void writePlain() {
    send.plain();
  }

  @Override
  public void takeEarlyData(
      RecordAligned proof, SuiteParameters suite, TrafficSecret traffic, long limit) {
    receive.installForEarlyData(suite, traffic);
    receive.earlyReading().begin(limit);
  }

  @Override
  public void earlyDataEnded() {
    receive.earlyReading().end();
  }

  @Override
  public void mayWriteEarly() {
    send.earlyWriting().begin(Long.MAX_VALUE);
  }

  @Override
  public void ignoreEarlyData(long limit) {
    receive.opener().ignoreEarlyData(limit);
  }

  @Override
  public void writeKeys(SuiteParameters suite, TrafficSecret traffic) {
    send.install(suite, traffic);
  }

  @Override
  public void nextReadKeys(RecordAligned proof) throws TlsException {
    mailbox.keyUpdateCame();
    receive.nextKeys();
  }

  @Override
  public void oweKeyUpdate() {
    mailbox.oweKeyUpdate();
  }

  @Override
  public void limitRecords(RecordSizes agreed) {
    sizes = agreed;
    if (speaksTls13()) {
      send.sealer().peerLimit(agreed.sending());
      receive.opener().limits(agreed.receiving(), agreed.receivingInner());
    }
  }

  @Override
  public void logSecret(String label, Secret secret) {
    if (observer.wantsKeyLog()) {
      KeyLog log = observer::keyLogLine;
      log.log(label, facts.clientRandom(), secret);
    }
  }

  @Override
  public void ticketsMayFollow(TicketIssuer issuer, int sent) {
    ticketIssuer = Optional.of(issuer);
    ticketsSent = sent;
  }

  @Override
  public void oweTickets() {
    ticketIssuer
        .filter(TicketIssuer::usable)
        .ifPresent(issuer -> ticketsOwed.addAndGet(issuer.wanted()));
  }

  /** How many tickets must be sent; whoever asks sees to it. */
  int takeOwedTickets() {
    return ticketsOwed.getAndSet(0);
  }

  @Override
  public void sessionReceived(Session session) {
    observer.session(session);
  }

  @Override
  public void sessionIssued(Session session) {
    observer.sessionIssued(session);
  }

  /** No handshake goes on any more. */
  void handshakeOver() {
    renegotiating = false;
    transcript.end();
  }

  /** What the handshake that comes next would go by. */
  HandshakeConfig latestConfig() {
    return latestSettings.config();
  }
}
