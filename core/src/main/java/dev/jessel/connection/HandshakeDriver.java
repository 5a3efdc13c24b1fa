// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CipherSpecState;
import dev.jessel.handshake.Decisions;
import dev.jessel.handshake.Established;
import dev.jessel.handshake.Failed;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeFacts;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.handshake.RecordSizes;
import dev.jessel.handshake.RenegotiationPolicy;
import dev.jessel.handshake.Ssl2;
import dev.jessel.handshake.Ssl2Connection;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyData;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.VersionRange;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.handshake.hello.ExpectClientHello;
import dev.jessel.handshake.hello.ExpectServerHello;
import dev.jessel.handshake.hello.StartClient;
import dev.jessel.handshake.post.AnswerCertificateRequest;
import dev.jessel.handshake.post.ExpectClientPostHandshake12;
import dev.jessel.handshake.post.ExpectPostHandshakeCertificateVerify;
import dev.jessel.handshake.post.ExpectPostHandshakeFinished;
import dev.jessel.handshake.post.ExpectServerPostHandshake;
import dev.jessel.handshake.post.ExpectServerPostHandshake12;
import dev.jessel.handshake.server13.ExpectEndOfEarlyData;
import dev.jessel.handshake.server13.TicketIssuer;
import dev.jessel.keys.KeyLog;
import dev.jessel.keys.Transcript;
import dev.jessel.record.RecordProtection;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.MaxFragmentLength;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.HelloRequest;
import dev.jessel.wire.message.NewSessionTicket;
import dev.jessel.wire.message.Ssl2Message;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one loop that moves a handshake: runs work, flushes at the end of a flight, hands over
 * messages. It alone assigns the state, and puts {@link Failed} there before a state runs, so that
 * a throw leaves a dead handshake and never one that can be entered again.
 */
final class HandshakeDriver implements HandshakeIo {
  private static final HandshakeState FAILED = new Failed();
  private static final Bytes HELLO_REQUEST = new HelloRequest().encode();

  private final ConnectionConfig config;
  private final ConnectionObserver observer;
  private final Mailbox mailbox;
  private final SendPath send;
  private final ReceivePath receive;
  private final HandshakeFacts facts = new HandshakeFacts();
  private final Role role;
  private final Optional<Ssl2Connection> ssl2;
  private Transcript transcript;
  private RecordSizes sizes = RecordSizes.ANY;
  private volatile Settings settings;
  private volatile Settings latestSettings;
  private volatile Optional<PreviousHandshake> previous = Optional.empty();
  private volatile RenegotiationPolicy policy = RenegotiationPolicy.DEFAULT;
  private volatile boolean renegotiating;
  private volatile boolean midway;

  /** Held by who leaves Established: a reader when a message came, a writer of its own accord. */
  private final ReentrantLock leaving = new ReentrantLock();

  private volatile HandshakeState state;

  /**
   * What stands inside of Established, or stood there when the message came that is being handled:
   * for those who ask meanwhile.
   */
  private volatile HandshakeState inEstablished = FAILED;

  private volatile Optional<Wait> waitingFor = Optional.empty();
  private volatile boolean established;
  private volatile boolean earlyDataWanted;
  private volatile Optional<TicketIssuer> ticketIssuer = Optional.empty();
  private int ticketsSent;
  private boolean clientAsked;

  /** What may change between two handshakes, and when the application has seen a ClientHello. */
  private record Settings(HandshakeConfig config, Decisions decisions) {}

  HandshakeDriver(
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
    this.state = role == Role.CLIENT ? new StartClient() : new ExpectClientHello();
    if (!config.handshake().preferences().versions().hasTls13()) {
      // Whatever will be spoken, there are no dummies in it.
      receive.assume(config.handshake().preferences().versions().max());
      send.assume(config.handshake().preferences().versions().max());
    } else if (config.handshake().preferences().versions().hasOlder()) {
      receive.mayBeOld();
    }
    this.ssl2 = ssl2(config, role);
    ssl2.ifPresent(
        speaker -> {
          receive.opener().mayBegin(speaker.opener());
          send.maySpeak(speaker);
        });
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
    return Ssl2.speaker()
        .filter(speaker -> wanted)
        .map(speaker -> speaker.connection(config.crypto(), role == Role.SERVER));
  }

  /** How far {@link #advance} goes. */
  enum Goal {
    /** To the end. */
    ESTABLISHED,
    /** To where data can be written before the end, if there is such a place. */
    EARLY_WRITING,
    /** To early data of the client, or to where there is no more of it. */
    EARLY_READING
  }

  /** Goes on until something is needed. The caller holds both locks. */
  Progress advance(Goal goal) throws TlsException {
    waitingFor = Optional.empty();
    midway = renegotiating;
    while (true) {
      if (isReached(goal)) {
        return send.flightWaits() ? Progress.NEED_FLUSH : Progress.DONE;
      }
      if (state instanceof WorkState work) {
        if (!run(work)) {
          return Progress.BLOCKED;
        }
      } else if (send.flightWaits()) {
        return Progress.NEED_FLUSH;
      } else if (state instanceof MessageState expecting) {
        Optional<Progress> need = receiveFor(expecting);
        if (need.isPresent()) {
          return need.get();
        }
      } else if (state instanceof CipherSpecState expecting) {
        Optional<Progress> need = receiveChange(expecting);
        if (need.isPresent()) {
          return need.get();
        }
      } else if (state instanceof Established) {
        // Not when the state is entered: its last flight must have gone out first.
        established = true;
        send.earlyWriting().end();
        renegotiating = false;
        midway = false;
        return Progress.DONE;
      } else {
        throw new TlsException(SslReason.BAD_HANDSHAKE_STATE, "the handshake has failed");
      }
    }
  }

  private boolean isReached(Goal goal) {
    return switch (goal) {
      case ESTABLISHED -> false;
      case EARLY_WRITING ->
          role == Role.CLIENT
              ? !(state instanceof StartClient || state instanceof Failed)
              : send.earlyWriting().isAllowed();
      case EARLY_READING ->
          send.earlyWriting().isAllowed() && !(state instanceof ExpectEndOfEarlyData);
    };
  }

  /** The application asks for early data by name: before the handshake, or not at all. */
  void wantEarlyData() {
    earlyDataWanted = true;
  }

  /**
   * Hands the next message to an established connection. The caller holds the read lock.
   *
   * @return false when it belongs to another handshake that has begun
   */
  boolean postHandshake() throws TlsException {
    leaving.lock();
    try {
      if (renegotiating) {
        return false;
      }
      handOver();
      return true;
    } finally {
      leaving.unlock();
    }
  }

  private void handOver() throws TlsException {
    Optional<Received> received = receive.nextMessage();
    if (received.isEmpty()) {
      return;
    }
    if (!(state instanceof Established now)) {
      throw new TlsException(SslReason.BAD_HANDSHAKE_STATE, "the handshake has failed");
    }
    if (send.closeSent() && !speaksTls13()) {
      // As libssl: who has said goodbye takes part in no other handshake.
      return;
    }
    state = FAILED;
    if (received.get().message() instanceof NewSessionTicket) {
      receive.guard().ticket();
    } else if (!speaksTls13()) {
      receive.guard().renegotiation();
    }
    if (now.post() instanceof MessageState post) {
      follow(post, handled(post, received.get()));
    } else {
      throw received.get().unexpected();
    }
  }

  /** What follows inside of Established, unless it is another handshake. */
  private void follow(HandshakeState before, HandshakeState next) {
    boolean inside = !renegotiating && !(next instanceof Failed);
    state = inside ? new Established(next) : next;
    inEstablished = inside ? next : FAILED;
    boolean moved = !next.getClass().equals(before.getClass());
    if (inside && moved) {
      observer.state(next instanceof ExpectServerPostHandshake ? state : next);
    }
  }

  /**
   * Goes on with what a message of an established connection has given to do. The caller holds the
   * read lock.
   *
   * @return false when the application answers later
   */
  boolean workOnPostHandshake() throws TlsException {
    leaving.lock();
    try {
      while (state instanceof Established now && now.post() instanceof WorkState work) {
        state = FAILED;
        Step step = ran(work);
        waitingFor = step.blockedOn();
        follow(work, step.next());
        if (waitingFor.isPresent()) {
          return false;
        }
      }
      return true;
    } finally {
      leaving.unlock();
    }
  }

  /** True while a message of an established connection gives work to do. */
  boolean hasPostHandshakeWork() {
    return state instanceof Established now && now.post() instanceof WorkState;
  }

  /** True while the client's answer to a request for its certificate is half there. */
  boolean isAmidAnswer() {
    return inEstablished instanceof WorkState
        || inEstablished instanceof ExpectPostHandshakeCertificateVerify
        || inEstablished instanceof ExpectPostHandshakeFinished;
  }

  /** Why a server cannot ask its client for a certificate now; empty when it can. */
  Optional<SslReason> refusesToAsk() {
    if (isAmidAnswer()) {
      return Optional.of(SslReason.REQUEST_SENT);
    }
    if (!(inEstablished instanceof ExpectServerPostHandshake server)) {
      return Optional.of(SslReason.STILL_IN_INIT);
    }
    if (server.context().isEmpty()) {
      return Optional.of(SslReason.EXTENSION_NOT_RECEIVED);
    }
    if (server.asked().isPresent()) {
      return Optional.of(SslReason.REQUEST_SENT);
    }
    HandshakeConfig next = latestSettings.config();
    boolean wanted =
        next.checks().mode() != VerifyMode.NONE && !(next.offers().asksOnce() && clientAsked);
    return wanted ? Optional.empty() : Optional.of(SslReason.INVALID_CONFIG);
  }

  /** True on a server whose client owes it a certificate. */
  boolean isCertificateAwaited() {
    return isAmidAnswer()
        || inEstablished instanceof ExpectServerPostHandshake server && server.asked().isPresent();
  }

  /** Asks the client for its certificate. The caller holds the write lock. */
  void askClient() throws TlsException {
    leaving.lock();
    try {
      if (state instanceof Established now
          && now.post() instanceof ExpectServerPostHandshake server
          && refusesToAsk().isEmpty()) {
        takeUpSettings();
        state = FAILED;
        ExpectServerPostHandshake asking = server.ask(this);
        state = new Established(asking);
        inEstablished = asking;
        send.sealFlight();
      }
    } finally {
      leaving.unlock();
    }
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

  private boolean speaksTls13() {
    return facts.version().equals(Optional.of(ProtocolVersion.TLS_1_3));
  }

  /**
   * Begins another handshake: a client's ClientHello or a server's HelloRequest is sealed. Does
   * nothing when one has begun. The caller holds the write lock.
   */
  void renegotiate(boolean resume) throws TlsException {
    leaving.lock();
    try {
      if (renegotiating || !(state instanceof Established now)) {
        return;
      }
      state = FAILED;
      if (now.post() instanceof ExpectClientPostHandshake12 client) {
        midway = true;
        boolean done = run(client.renegotiate(resume, this));
        assert done;
      } else if (now.post() instanceof ExpectServerPostHandshake12 server) {
        state = new Established(server.renegotiate(this));
      }
      send.sealFlight();
    } finally {
      leaving.unlock();
    }
  }

  /** True on an established connection that another handshake may follow. */
  boolean mayRenegotiate() {
    return state instanceof Established && !speaksTls13() && renegotiation().allowed();
  }

  /** True from the first word of another handshake, ours or the peer's, to the last. */
  boolean isRenegotiating() {
    return renegotiating;
  }

  /** True while another handshake leaves no room for data of ours. */
  boolean isMidway() {
    return midway;
  }

  /** True on a server that asked for a handshake that has not begun. */
  boolean isRenegotiationAsked() {
    return state instanceof Established now
        && now.post() instanceof ExpectServerPostHandshake12 server
        && server.asked();
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

  /** True when all that the handshake has to say is said, be it on its way still. */
  boolean isSaid() {
    return state instanceof Established;
  }

  /** No state runs any more. */
  void fail() {
    state = FAILED;
    inEstablished = FAILED;
    renegotiating = false;
    midway = false;
  }

  boolean isEstablished() {
    return established;
  }

  Optional<Wait> waitingFor() {
    return waitingFor;
  }

  HandshakeState state() {
    return state;
  }

  private boolean run(WorkState work) throws TlsException {
    state = FAILED;
    Step step = ran(work);
    waitingFor = step.blockedOn();
    enter(work, step.next());
    return step.blockedOn().isEmpty();
  }

  private Optional<Progress> receiveFor(MessageState expecting) throws TlsException {
    ReceivePath.Event event = receive.next();
    if (event != ReceivePath.Event.MESSAGE) {
      return Optional.of(lacking(event));
    }
    Optional<Received> received = receive.nextMessage();
    if (received.isPresent() && mayIgnore(received.get())) {
      receive.guard().renegotiation();
    } else if (received.isPresent()) {
      state = FAILED;
      enter(expecting, handled(expecting, received.get()));
      // RFC 9846 5: from the first ClientHello on, a dummy change_cipher_spec may come.
      receive.expectDummy(!(state instanceof Established));
    }
    return Optional.empty();
  }

  /**
   * RFC 5246 7.4.1.1: a client that is in a handshake passes over the wish for one, also before it
   * knows the version, if that may still turn out to be an old one.
   */
  private boolean mayIgnore(Received received) {
    boolean old = facts.version().isPresent() ? !speaksTls13() : versions().hasOlder();
    return role == Role.CLIENT && old && received.bytes().equals(HELLO_REQUEST);
  }

  private HandshakeState handled(MessageState expecting, Received received) throws TlsException {
    try {
      return expecting.handle(received, this);
    } catch (TlsException e) {
      throw e.in(received.message().type().name());
    }
  }

  private Step ran(WorkState work) throws TlsException {
    try {
      return work.run(this);
    } catch (TlsException e) {
      throw e.in(work.getClass().getSimpleName());
    }
  }

  /** RFC 5246 7.1: a change_cipher_spec comes in its place, with nothing before it left. */
  private Optional<Progress> receiveChange(CipherSpecState expecting) throws TlsException {
    receive.expectChange(true);
    ReceivePath.Event event = receive.next();
    receive.expectChange(false);
    if (event == ReceivePath.Event.MESSAGE) {
      if (receive.nextMessage().filter(this::mayIgnore).isPresent()) {
        receive.guard().renegotiation();
        return Optional.empty();
      }
      throw new TlsException(
          SslReason.GOT_A_FIN_BEFORE_A_CCS, "a message in the place of a change_cipher_spec");
    }
    if (event != ReceivePath.Event.CHANGE) {
      return Optional.of(lacking(event));
    }
    state = FAILED;
    enter(expecting, expecting.changed(recordAligned(), this));
    return Optional.empty();
  }

  private Progress lacking(ReceivePath.Event event) throws TlsException {
    if (event == ReceivePath.Event.DATA) {
      if (state instanceof ExpectEndOfEarlyData) {
        return Progress.EARLY_DATA;
      }
      if (state instanceof ExpectServerHello && renegotiating) {
        // What the peer said before it heard of our wish.
        return Progress.DATA_FIRST;
      }
      if (renegotiating) {
        throw new TlsException(SslReason.UNEXPECTED_RECORD, "data within another handshake");
      }
      throw new TlsException(SslReason.APP_DATA_IN_HANDSHAKE, "before it was over");
    }
    return event == ReceivePath.Event.CLOSED ? Progress.CLOSED : Progress.NEED_INPUT;
  }

  /** A state that stays, because it is blocked or has more of the same to do, is not entered. */
  private void enter(HandshakeState before, HandshakeState next) {
    boolean moved = !next.getClass().equals(before.getClass());
    state = next;
    if (next instanceof Established now) {
      inEstablished = now.post();
      receive.expectDummy(false);
      receive.expectData();
    }
    if (moved) {
      observer.state(next);
    }
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
    Bytes bytes = message.encode();
    transcript.add(bytes);
    if (message instanceof Ssl2Message) {
      send.ssl2Message(bytes);
      return;
    }
    send.handshake(bytes);
    noteAsked(message);
    // A client may see a dummy as soon as its ClientHello is out.
    receive.expectDummy(true);
  }

  @Override
  public void sendPostHandshake(HandshakeMessage message) {
    send.handshake(message.encode());
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
                facts.peerChain().stream().findFirst(),
                resume ? facts.session() : Optional.empty()));
    transcript = new Transcript(config.crypto());
    takeUpSettings();
    sizes = RecordSizes.ANY;
    renegotiating = true;
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
  public void readKeys(RecordAligned proof, SuiteParameters suite, Secret traffic) {
    receive.install(new TrafficEpoch(suite, traffic));
  }

  @Override
  public boolean wantsEarlyData() {
    return earlyDataWanted;
  }

  @Override
  public void beginEarlyData(SuiteParameters suite, Secret traffic, long limit) {
    send.installForEarlyData(new TrafficEpoch(suite, traffic));
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
      RecordAligned proof, SuiteParameters suite, Secret traffic, long limit) {
    receive.installForEarlyData(new TrafficEpoch(suite, traffic));
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
  public void writeKeys(SuiteParameters suite, Secret traffic) {
    send.install(new TrafficEpoch(suite, traffic));
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
  public void sessionReceived(Session session) {
    observer.session(session);
  }
}
