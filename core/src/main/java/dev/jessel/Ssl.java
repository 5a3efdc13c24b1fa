// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.Exchange.EarlyDataOnRead;
import dev.jessel.bio.Bio;
import dev.jessel.connection.ConnectionConfig;
import dev.jessel.connection.Role;
import dev.jessel.connection.TlsConnection;
import dev.jessel.crypto.PublicValues;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Decisions;
import dev.jessel.handshake.EarlyDataStatus;
import dev.jessel.handshake.HandshakeFacts;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DaneMatch;
import dev.jessel.x509.DaneRecords;
import dev.jessel.x509.DelegatedCredential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * One TLS connection: a stream of bytes over any transport. Each call does what it can and says
 * what it wants; there are no engine states to pump and no buffers to size.
 *
 * <pre>{@code
 * SslStatus status = ssl.write(buffer);           // the position moves by what was accepted
 * if (status == SslStatus.WANT_WRITE) key.interestOps(OP_WRITE);
 * }</pre>
 *
 * <p>The first read or write performs the handshake. A status that wants something asks for the
 * same call again; a failure throws {@link SslException}, then and ever after.
 *
 * <p>One thread may read ({@link #read}, {@link #peek}) while another writes ({@link #write},
 * {@link #updateKeys}, {@link #shutdownOutput}), be they virtual or not. The first read and the
 * first write may need the handshake at the same time: one performs it, the other waits. More than
 * that is refused: a second thread in a read, in a write or in {@link #handshake}, and a callback
 * that calls back, get an {@link SslException} with {@link SslReason#CONCURRENT_USE} at once, and
 * the call that is under way goes on unharmed. {@link #close} may come from any thread at any time,
 * and so may all that only asks.
 *
 * <p>Over a blocking transport calls block and no {@code WANT_READ} or {@code WANT_WRITE} is seen.
 *
 * <p>Those who need libssl's contract to the letter (all-or-nothing writes, repeated with the same
 * arguments) find it in {@link #calls()}.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_write/">SSL_write(3)</a>
 */
public final class Ssl implements AutoCloseable {
  private final Transport transport = new Transport();
  private final Turn handshaking = new Turn("in the handshake");
  private final Turn reading = new Turn("reading");
  private final Turn writing = new Turn("writing");
  private volatile SslContext context;
  private volatile Optional<Role> role;
  private volatile Optional<Exchange> exchange = Optional.empty();
  private volatile Optional<SslCalls> calls = Optional.empty();

  Ssl(SslContext context) {
    this.context = context.frozen();
    this.role = this.context.settings().role();
  }

  // ---- Before the handshake

  /** The settings, with what was configured on this connection alone. */
  public SslContext context() {
    return context;
  }

  /**
   * Changes settings of this connection alone.
   *
   * @throws IllegalStateException once the handshake has begun
   */
  public Ssl configure(UnaryOperator<SslContext.Builder> change) {
    if (exchange.isPresent()) {
      throw new IllegalStateException("the handshake has begun");
    }
    context = change.apply(context.toBuilder()).ofConnection();
    return this;
  }

  /**
   * Sets the TLSA records of this connection's peer: see {@link SslContext.Builder#dane}.
   *
   * @throws IllegalStateException once the handshake has begun
   */
  public Ssl dane(DaneRecords records) {
    return configure(builder -> builder.dane(records));
  }

  /** As {@link #configure}, at any time: what the connection still asks for follows at once. */
  synchronized void adjust(UnaryOperator<SslContext.Builder> change) {
    context = change.apply(context.toBuilder()).ofConnection();
    exchange.ifPresent(to -> follow(to, context.settings()));
  }

  /** Goes on with another context. */
  synchronized void adopt(SslContext other) {
    context = other;
    exchange.ifPresent(to -> follow(to, other.settings()));
  }

  private void follow(Exchange to, SslSettings settings) {
    to.follow(settings);
    if (settings.versions().isPresent()) {
      ConnectionConfig config = settings.connectionConfig();
      Decisions decisions = new SslDecisions(settings, config, to.connection().role(), this);
      to.connection().reconfigure(config.handshake(), decisions);
    }
  }

  /** Sets the transport; reading and writing may go different ways. */
  public Ssl bio(Bio reader, Bio writer) {
    transport.reader(Optional.ofNullable(reader));
    transport.writer(Optional.ofNullable(writer));
    return this;
  }

  /** Where bytes come from. */
  public Optional<Bio> reader() {
    return transport.reader();
  }

  /** Where bytes go to. */
  public Optional<Bio> writer() {
    return transport.writer();
  }

  /** Makes this the client's end, in place of what the context says. */
  public Ssl connectState() {
    return role(Role.CLIENT);
  }

  /** Makes this the server's end, in place of what the context says. */
  public Ssl acceptState() {
    return role(Role.SERVER);
  }

  // ---- The stream

  /**
   * Performs the handshake, or what is left of it.
   *
   * @return {@link SslStatus#DONE} when it is over
   * @throws SslException when it failed
   */
  public SslStatus handshake() throws SslException {
    handshaking.begin();
    try {
      Exchange to = exchange();
      return insistOnHandshake(to, to.handshake());
    } finally {
      handshaking.end();
    }
  }

  /**
   * Writes bytes, after the handshake if need be. Bytes are accepted when they are sealed, and the
   * position moves; those that the transport did not take yet are kept here. On {@link
   * SslStatus#WANT_WRITE} call again with the rest, even if nothing remains.
   *
   * @param source what to write; may be changed or replaced between calls
   * @return {@link SslStatus#DONE} when all of it has gone to the transport
   * @throws SslException when the connection failed, or was closed for writing
   */
  public SslStatus write(ByteBuffer source) throws SslException {
    writing.begin();
    try {
      Exchange to = exchange();
      SslStatus ready = insistOnHandshake(to, to.handshake());
      return ready == SslStatus.DONE ? writeLocked(to, source) : ready;
    } finally {
      writing.end();
    }
  }

  /**
   * Writes what remains in several buffers, one after the other, as {@link #write(ByteBuffer)}
   * would if it stood in one: many small pieces share a record. Pieces that share one, and buffers
   * without an accessible array, are copied once; others are sealed from where they are.
   *
   * @param sources what to write; none of them twice. On {@link SslStatus#WANT_WRITE} call again
   *     with the rest, in buffers of any number and kind
   * @return {@link SslStatus#DONE} when all of it has gone to the transport
   * @throws SslException when the connection failed, or was closed for writing
   */
  public SslStatus write(ByteBuffer[] sources) throws SslException {
    return write(sources, 0, sources.length);
  }

  /**
   * As {@link #write(ByteBuffer[])}, with some of the buffers.
   *
   * @param offset index of the first buffer
   * @param length number of buffers
   * @throws IndexOutOfBoundsException when there are no such buffers; nothing was written then
   */
  public SslStatus write(ByteBuffer[] sources, int offset, int length) throws SslException {
    GatheringWrite all = new GatheringWrite(sources, offset, length);
    writing.begin();
    try {
      Exchange to = exchange();
      SslStatus ready = insistOnHandshake(to, to.handshake());
      return ready == SslStatus.DONE ? writeLocked(to, all) : ready;
    } finally {
      writing.end();
    }
  }

  /** As {@link #write(ByteBuffer)}, for those who have an array. Blocking transports only. */
  public void write(byte[] source) throws SslException {
    ByteBuffer buffer = ByteBuffer.wrap(source);
    SslStatus status = write(buffer);
    if (status != SslStatus.DONE) {
      throw new IllegalStateException("the transport does not block: " + status);
    }
  }

  /**
   * Reads bytes, after the handshake if need be: those of one record at the most.
   *
   * @param target gets the bytes; must have room. What lies behind them, up to the limit, may be
   *     overwritten
   * @return {@link SslStatus#DONE} when at least one byte was read, {@link SslStatus#CLOSED} at the
   *     end
   * @throws SslException when the connection failed, or ended without a close_notify
   */
  public SslStatus read(ByteBuffer target) throws SslException {
    return read(target, true);
  }

  /** As {@link #read(ByteBuffer)}, but the bytes stay and are read again by the next call. */
  public SslStatus peek(ByteBuffer target) throws SslException {
    return read(target, false);
  }

  /**
   * Writes data before the handshake is over. On a client this is early data (0-RTT), and must be
   * the first thing that is done with the connection: it goes out behind the ClientHello, if the
   * session allows it. <strong>Others can record it and have it taken again</strong>, by another
   * server at least; it should change nothing. A server may not take it: then nobody has read it,
   * which {@link #earlyData} tells after the handshake, and it is never sent again by itself. All
   * other calls, {@link #read} included, go on with the handshake, and there is no early data
   * behind them: who waits for an answer need not think of the handshake, which the server may wait
   * for.
   *
   * <p>On a server this is what it says before it knows that its client is there at all.
   *
   * @param source all of it must fit into what the session allows
   * @return {@link SslStatus#DONE} when all of it has gone to the transport; what is wanted is
   *     wanted by the same call again
   * @throws SslException with {@link SslReason#EARLY_DATA_NOT_POSSIBLE} when there is no session
   *     that allows it, or it is too late, and {@link SslReason#TOO_MUCH_EARLY_DATA}, neither of
   *     which harms the connection; or when that failed
   * @see <a
   *     href="https://docs.openssl.org/master/man3/SSL_read_early_data/">SSL_write_early_data(3)</a>
   */
  public SslStatus writeEarlyData(ByteBuffer source) throws SslException {
    writing.begin();
    try {
      return exchange().earlyData().write(source);
    } finally {
      writing.end();
    }
  }

  /**
   * Reads a client's early data (0-RTT). A server that does not begin with this takes none. What is
   * read may have been read before: see {@link SslContext.Builder#maxEarlyData}. Early data that
   * was accepted must be read to its end before anything else is done.
   *
   * @param target gets the bytes; must have room
   * @return {@link SslStatus#DONE} when at least one byte was read, {@link SslStatus#CLOSED} when
   *     there is no more early data, or there was none, or it was not taken
   * @throws SslException when the connection failed
   * @see <a
   *     href="https://docs.openssl.org/master/man3/SSL_read_early_data/">SSL_read_early_data(3)</a>
   */
  public SslStatus readEarlyData(ByteBuffer target) throws SslException {
    if (!target.hasRemaining()) {
      throw new IllegalArgumentException("there is no room to read into");
    }
    if (!isServer()) {
      throw new IllegalStateException("only a server reads early data");
    }
    reading.begin();
    try {
      return exchange().earlyData().read(target);
    } finally {
      reading.end();
    }
  }

  /** What became of early data. */
  public SslEarlyData earlyData() {
    return SslEarlyData.of(facts().map(HandshakeFacts::earlyData).orElse(EarlyDataStatus.NOT_SENT));
  }

  /** Bytes that were received and decrypted and can be read without the transport. */
  public int pending() {
    return exchange.map(e -> e.connection().pending()).orElse(0);
  }

  /** True when anything that was received is still held, be it half a record. */
  public boolean hasPending() {
    return exchange.map(e -> e.connection().hasPending()).orElse(false);
  }

  /**
   * Changes the keys of what this side sends.
   *
   * @param requestPeer whether the peer shall do the same
   * @return {@link SslStatus#DONE} when the message has gone to the transport
   * @throws SslException with {@link SslReason#WRONG_SSL_VERSION} up to TLS 1.2, which has no such
   *     message; this harms nothing
   */
  public SslStatus updateKeys(boolean requestPeer) throws SslException {
    writing.begin();
    try {
      return updateKeysInTurn(requestPeer);
    } finally {
      writing.end();
    }
  }

  private SslStatus updateKeysInTurn(boolean requestPeer) throws SslException {
    Exchange to = exchange();
    if (!to.connection().isEstablished()) {
      throw new SslException(SslReason.STILL_IN_INIT);
    }
    if (!speaksTls13()) {
      throw new SslException(SslReason.WRONG_SSL_VERSION);
    }
    if (to.connection().isWriteClosed()) {
      throw new SslException(SslReason.PROTOCOL_IS_SHUTDOWN);
    }
    // The call that is repeated after WANT_WRITE means the same KeyUpdate.
    if (!to.isKeyUpdateLeaving()) {
      to.wantKeyUpdate(requestPeer);
    }
    return to.handshake();
  }

  /**
   * Begins another handshake on the connection, up to TLS 1.2. What the peer has sent before can
   * and must be read first; a client goes on with it in each call, a server when it reads its
   * client's answer.
   *
   * @param resume whether the session of the connection may be resumed; a server leaves that to its
   *     client
   * @return {@link SslStatus#DONE} on a client when it is over, on a server when the client was
   *     asked; what is wanted is wanted by the same call again, or by any other one. {@link
   *     SslStatus#WANT_READ} also stands for data that must be read first
   * @throws SslException when it is not allowed, with {@link SslReason#WRONG_SSL_VERSION}, {@link
   *     SslReason#NO_RENEGOTIATION} or {@link SslReason#UNSAFE_LEGACY_RENEGOTIATION_DISABLED},
   *     which harms nothing; or when the connection failed
   * @see SslOption#NO_RENEGOTIATION
   */
  public SslStatus renegotiate(boolean resume) throws SslException {
    writing.begin();
    try {
      Exchange to = exchange();
      to.checkAlive();
      if (!isRenegotiationPending()) {
        wantRenegotiation(resume);
      }
      SslStatus status = insistOnHandshake(to, to.handshake());
      boolean waits = to.connection().owesRenegotiation();
      return status == SslStatus.DONE && waits ? SslStatus.WANT_READ : status;
    } finally {
      writing.end();
    }
  }

  private boolean speaksTls13() {
    return version().filter(ProtocolVersion.TLS_1_3::equals).isPresent();
  }

  /** True from the wish for another handshake, this side's or the peer's, to its end. */
  public boolean isRenegotiationPending() {
    return exchange.map(e -> e.connection().isRenegotiationPending()).orElse(false);
  }

  /** True in SSLv2, whose stream ends with its transport and in no other way. */
  boolean hasNoGoodbye() {
    return exchange.map(e -> e.connection().hasNoGoodbye()).orElse(false);
  }

  /** Has the next call of any kind begin another handshake. */
  void wantRenegotiation(boolean resume) throws SslException {
    if (speaksTls13() || hasNoGoodbye()) {
      throw new SslException(SslReason.WRONG_SSL_VERSION);
    }
    if (context.settings().has(SslOption.NO_RENEGOTIATION)) {
      throw new SslException(SslReason.NO_RENEGOTIATION);
    }
    if (!isEstablished()) {
      throw new SslException(SslReason.STILL_IN_INIT);
    }
    if (!context.settings().renegotiation().with(isRenegotiationSecure()).allowed()) {
      throw new SslException(SslReason.UNSAFE_LEGACY_RENEGOTIATION_DISABLED);
    }
    exchange().connection().wantRenegotiation(resume);
  }

  /**
   * Asks the client for its certificate, again or for the first time. In TLS 1.3 the client must
   * have said that it lets itself be asked ({@link SslContext.Builder#postHandshakeAuth}), and data
   * goes both ways until the answer has come, which a reader finds; see {@link
   * #isCertificateAwaited()} and {@link #peerCertificates()}. Up to TLS 1.2 another handshake is
   * what asks, see {@link #renegotiate}.
   *
   * <p>A certificate that is not good ends the connection.
   *
   * @param mode {@link SslVerify#PEER} where the client may decline, {@link SslVerify#REQUIRED}
   *     where that ends the connection
   * @return {@link SslStatus#DONE} when the request has gone to the transport; what is wanted is
   *     wanted by the same call again, or by any other one
   * @throws SslException when it cannot be asked now, with {@link SslReason#NOT_SERVER}, {@link
   *     SslReason#STILL_IN_INIT}, {@link SslReason#EXTENSION_NOT_RECEIVED}, {@link
   *     SslReason#REQUEST_SENT}, {@link SslReason#INVALID_CONFIG} or those of {@link #renegotiate},
   *     which harms nothing; or when the connection failed
   * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_verify/">
   *     SSL_verify_client_post_handshake(3)</a>
   */
  public SslStatus requestClientCertificate(SslVerify mode) throws SslException {
    if (!isServer()) {
      throw new SslException(SslReason.NOT_SERVER);
    }
    if (!isEstablished()) {
      throw new SslException(SslReason.STILL_IN_INIT);
    }
    if (version().filter(v -> !v.isAtLeast(ProtocolVersion.TLS_1_3)).isPresent()) {
      adjust(builder -> builder.verify(mode));
      return renegotiate(false);
    }
    writing.begin();
    try {
      // The call that is repeated means the same request.
      if (!exchange().authentication().isDue()) {
        adjust(builder -> builder.verify(mode));
        wantClientCertificate();
      }
      return exchange().handshake();
    } finally {
      writing.end();
    }
  }

  /** Has the next call of any kind ask the client for its certificate. TLS 1.3 alone. */
  void wantClientCertificate() throws SslException {
    if (!version().equals(Optional.of(ProtocolVersion.TLS_1_3))) {
      throw new SslException(SslReason.WRONG_SSL_VERSION);
    }
    if (!isServer()) {
      throw new SslException(SslReason.NOT_SERVER);
    }
    Exchange to = exchange();
    to.checkAlive();
    if (!to.connection().isEstablished()) {
      throw new SslException(SslReason.STILL_IN_INIT);
    }
    if (to.connection().isWriteClosed()) {
      throw new SslException(SslReason.PROTOCOL_IS_SHUTDOWN);
    }
    if (to.authentication().isRequestWanted()) {
      throw new SslException(SslReason.REQUEST_PENDING);
    }
    Optional<SslReason> refusal = to.connection().refusesToAskClient();
    if (refusal.isPresent()) {
      throw new SslException(refusal.get());
    }
    to.authentication().wantRequest();
  }

  /** True on a server of TLS 1.3 that has asked for a certificate which has not come yet. */
  public boolean isCertificateAwaited() {
    return exchange
        .map(to -> to.authentication().isRequestWanted() || to.connection().isCertificateAwaited())
        .orElse(false);
  }

  /**
   * Sends the client one more ticket to come back with.
   *
   * @return {@link SslStatus#DONE} when it has gone to the transport, or the client has no use for
   *     it; what is wanted is wanted by the same call again
   * @throws IllegalStateException unless this is a server that speaks TLS 1.3
   */
  public SslStatus sendTicket() throws SslException {
    writing.begin();
    try {
      Exchange to = exchange();
      to.checkAlive();
      if (!to.connection().isEstablished()) {
        throw new SslException(SslReason.STILL_IN_INIT);
      }
      if (!to.connection().issuesTickets()) {
        throw new IllegalStateException("only a server that speaks TLS 1.3 sends tickets");
      }
      if (to.connection().isWriteClosed()) {
        throw new SslException(SslReason.PROTOCOL_IS_SHUTDOWN);
      }
      // The call that is repeated means the same ticket.
      if (!to.tickets().isDue()) {
        to.tickets().add(true);
      }
      return to.handshake();
    } finally {
      writing.end();
    }
  }

  /**
   * Says that no more will be written. What the peer sends can still be read.
   *
   * @return {@link SslStatus#DONE} when the close_notify has gone to the transport
   */
  public SslStatus shutdownOutput() throws SslException {
    writing.begin();
    try {
      return shutdownOutputInTurn();
    } finally {
      writing.end();
    }
  }

  private SslStatus shutdownOutputInTurn() throws SslException {
    Exchange to = exchange();
    to.checkAlive();
    if (!to.connection().isEstablished()) {
      throw new SslException(SslReason.SHUTDOWN_WHILE_IN_INIT);
    }
    to.connection().writeLock().lock();
    try {
      SslStatus status = to.flush();
      if (status != SslStatus.DONE) {
        return status;
      }
      to.connection().sealCloseNotify();
      return to.flush();
    } catch (TlsException e) {
      throw to.failed(e);
    } finally {
      to.endWrite();
    }
  }

  /**
   * Ends the connection at once, in the middle of a handshake or behind it, and tells the peer why
   * by a fatal alert: for what the library cannot know, such as {@code access_denied}. Data that
   * was not read is lost, and so is what the other thread was about to write; all later calls fail
   * with {@link SslReason#PROTOCOL_IS_SHUTDOWN}. On a connection that has failed already nothing is
   * said anew. The session cannot be resumed where its owner keeps it.
   *
   * @return {@link SslStatus#DONE} when the alert has gone to the transport, or the transport is
   *     gone; {@link SslStatus#WANT_WRITE} when it shall be called again for the rest
   * @throws SslException without a role or a transport
   */
  public SslStatus abort(AlertDescription alert) throws SslException {
    return exchange().abort(alert);
  }

  /** True once the peer's close_notify has come. */
  public boolean isInputShutdown() {
    return exchange.map(Exchange::isReadEnded).orElse(false);
  }

  /**
   * Ends the connection and closes the transport. A close_notify is tried once and not waited for;
   * those who must know that it went out call {@link #shutdownOutput} first. Never throws.
   */
  @Override
  public void close() {
    exchange.ifPresent(Exchange::giveSessionBack);
    try {
      exchange.ifPresent(this::tryGoodbye);
    } catch (RuntimeException e) {
      // A listener broke. Who closes wants to be rid of it, and hears of nothing any more.
    } finally {
      exchange.ifPresent(e -> e.connection().destroy());
      transport.reader().ifPresent(Bio::close);
      transport.writer().ifPresent(Bio::close);
    }
  }

  /** A thread that is stuck in a write keeps the lock, and only closing the transport frees it. */
  private void tryGoodbye(Exchange to) {
    ReentrantLock lock = to.connection().writeLock();
    boolean open = to.connection().isEstablished() && !to.isFailed();
    if (!open || lock.isHeldByCurrentThread() || !lock.tryLock()) {
      return;
    }
    try {
      SslStatus ignored = shutdownOutput();
    } catch (SslException e) {
      // The transport is gone already: there is nobody left to say goodbye to.
    } finally {
      to.endWrite();
    }
  }

  /** A view as a byte channel. */
  public SslChannel channel() {
    return new SslChannel(this);
  }

  /** A view as a stream, for blocking transports. */
  public InputStream inputStream() {
    return SslStreams.input(this);
  }

  /** A view as a stream, for blocking transports; closing it shuts output down. */
  public OutputStream outputStream() {
    return SslStreams.output(this);
  }

  /** The same connection with libssl's call contract. */
  public SslCalls calls() {
    Optional<SslCalls> before = calls;
    return before.isPresent() ? before.get() : firstCalls();
  }

  private synchronized SslCalls firstCalls() {
    if (calls.isEmpty()) {
      calls = Optional.of(new SslCalls(this));
    }
    return calls.get();
  }

  // ---- What is known about it

  /** True once the handshake is over. */
  public boolean isEstablished() {
    return exchange.map(e -> e.connection().isEstablished()).orElse(false);
  }

  /** True on the server's end. */
  public boolean isServer() {
    return role.equals(Optional.of(Role.SERVER));
  }

  /** The negotiated version; empty before. */
  public Optional<ProtocolVersion> version() {
    return facts().flatMap(HandshakeFacts::version);
  }

  /** The cipher suites that the client offered, its favourite first; empty before. */
  public List<CipherSuite> offeredCipherSuites() {
    return facts().map(HandshakeFacts::offeredSuites).orElse(List.of());
  }

  /** The negotiated suite; empty before. */
  public Optional<CipherSuite> cipherSuite() {
    return facts().flatMap(HandshakeFacts::suite).map(SuiteParameters::suite);
  }

  /** The group of the key exchange; empty before. */
  public Optional<NamedGroup> group() {
    return facts().flatMap(HandshakeFacts::group);
  }

  /** The chosen application protocol; empty for none. */
  public Optional<String> applicationProtocol() {
    return facts().flatMap(HandshakeFacts::applicationProtocol).map(SslDecisions::text);
  }

  /** The name that the client asked for; empty for none. */
  public Optional<String> serverName() {
    return facts().flatMap(HandshakeFacts::serverName);
  }

  /** What the peer sent, its own certificate first; empty for none, and for a raw public key. */
  public List<PeerCertificate> peerCertificates() {
    return shown().filter(chain -> !chain.get(0).isRawPublicKey()).orElse(List.of());
  }

  /** The raw public key that the peer sent in place of certificates (RFC 7250). */
  public Optional<PublicKey> peerRawPublicKey() {
    Optional<PeerCertificate> raw =
        shown().map(chain -> chain.get(0)).filter(PeerCertificate::isRawPublicKey);
    try {
      return raw.isPresent() ? Optional.of(raw.get().publicKey()) : Optional.empty();
    } catch (TlsException e) {
      return Optional.empty(); // one that nobody here understands has verified nothing either
    }
  }

  private Optional<List<PeerCertificate>> shown() {
    return facts().map(HandshakeFacts::peerChain).filter(chain -> !chain.isEmpty());
  }

  /** The key that signed in place of the one of the server's certificate (RFC 9345). */
  public Optional<DelegatedCredential> peerDelegatedCredential() {
    return facts().flatMap(HandshakeFacts::delegated);
  }

  /** What a client shows, if it is asked: certificates, or a raw public key. */
  public CertificateType clientCertificateType() {
    return isServer() && peerIsRaw()
        ? CertificateType.RAW_PUBLIC_KEY
        : facts().map(of -> of.certificateTypes().client()).orElse(CertificateType.X509);
  }

  /** What the server shows: certificates, or a raw public key. */
  public CertificateType serverCertificateType() {
    return !isServer() && peerIsRaw()
        ? CertificateType.RAW_PUBLIC_KEY
        : facts().map(of -> of.certificateTypes().server()).orElse(CertificateType.X509);
  }

  /** True also where a session is resumed, whose peer had shown its key before. */
  private boolean peerIsRaw() {
    return shown().filter(chain -> chain.get(0).isRawPublicKey()).isPresent();
  }

  /** The chain from the peer's certificate to the trust anchor; empty unless verified. */
  public List<PeerCertificate> verifiedChain() {
    return facts()
        .flatMap(HandshakeFacts::verdict)
        .map(PathVerdict::verifiedChain)
        .orElse(List.of());
  }

  /** The name in the peer's certificate that matches one that was asked for; empty for none. */
  public Optional<String> peerName() {
    return facts().flatMap(HandshakeFacts::verdict).flatMap(PathVerdict::peerName);
  }

  /**
   * The TLSA record that the peer was verified by; empty without, and where a session is resumed.
   * Such a session's certificates were judged anew before, by the records of this connection.
   */
  public Optional<DaneMatch> daneMatch() {
    return isResumed()
        ? Optional.empty()
        : facts().flatMap(HandshakeFacts::verdict).flatMap(PathVerdict::daneMatch);
  }

  /** What was found about the peer's certificate; OK when it showed none. */
  public VerifyResult verifyResult() {
    return facts()
        .flatMap(HandshakeFacts::verdict)
        .map(PathVerdict::result)
        .orElse(VerifyResult.OK);
  }

  /** The OCSP response that a server sent with its certificate, in DER; empty for none. */
  public Optional<Bytes> ocspResponse() {
    return facts().flatMap(HandshakeFacts::ocspResponse);
  }

  /**
   * The peer's key of the key exchange, which serves this connection alone.
   *
   * @return empty before, without such an exchange, and where the JDK has no such keys (ML-KEM)
   */
  public Optional<PublicKey> peerTemporaryKey() {
    return facts().flatMap(HandshakeFacts::publicValues).flatMap(PublicValues::peerKey);
  }

  /** This side's public key of the key exchange; empty as {@link #peerTemporaryKey}. */
  public Optional<PublicKey> temporaryKey() {
    return facts().flatMap(HandshakeFacts::publicValues).flatMap(PublicValues::ownKey);
  }

  /**
   * The signed certificate timestamps that came with the peer's certificate (RFC 6962), one {@code
   * SerializedSCT} each; empty for none. They are not verified.
   */
  public List<Bytes> certificateTimestamps() {
    return facts().map(HandshakeFacts::timestamps).orElse(List.of());
  }

  /** True when an earlier session was resumed. */
  public boolean isResumed() {
    return facts().map(HandshakeFacts::resumed).orElse(false);
  }

  /** True when the keys of TLS 1.2 are bound to the whole handshake (RFC 7627). */
  public boolean hasExtendedMainSecret() {
    return facts().map(HandshakeFacts::extendedMainSecret).orElse(false);
  }

  /** True when MACs of TLS 1.2 are over what is encrypted (RFC 7366). */
  public boolean encryptsThenMacs() {
    return facts().map(HandshakeFacts::encryptThenMac).orElse(false);
  }

  /** True when the peer of TLS 1.2 knows renegotiation as RFC 5746 made it safe. */
  public boolean isRenegotiationSecure() {
    return facts().map(HandshakeFacts::secureRenegotiation).orElse(false);
  }

  /**
   * The session that this connection resumed or made; empty before. A client of TLS 1.3 gets one
   * with each ticket, after the handshake: this is the one that came last.
   */
  public Optional<SslSession> session() {
    return facts().flatMap(HandshakeFacts::session).map(SslSession::new);
  }

  /** The identity of the pre-shared key from outside of TLS that is used; empty for none. */
  public Optional<String> pskIdentity() {
    return facts().flatMap(HandshakeFacts::pskIdentity).map(SslDecisions::utf8);
  }

  /** What the server said to help its client choose a pre-shared key; empty for nothing. */
  public Optional<String> pskIdentityHint() {
    return facts()
        .flatMap(HandshakeFacts::pskIdentityHint)
        .filter(hint -> !hint.isEmpty())
        .map(SslDecisions::utf8);
  }

  /** What a Finished message held, the client's or the server's; empty before it. */
  public Bytes finished(boolean ofServer) {
    return facts()
        .map(of -> ofServer ? of.serverVerifyData() : of.clientVerifyData())
        .orElse(Bytes.EMPTY);
  }

  /**
   * The channel binding {@code tls-unique} (RFC 5929 3): the first Finished message. There is none
   * in TLS 1.3; take {@link #exportKeyingMaterial} there (RFC 9266). Nor is there one in a resumed
   * session without extended main secret: somebody in the middle can have made two alike.
   */
  public Optional<Bytes> tlsUnique() {
    boolean old = version().filter(v -> !v.isAtLeast(ProtocolVersion.TLS_1_3)).isPresent();
    // RFC 7627 1: without it, whoever resumes with both sides gives both the same first Finished.
    boolean bound = !isResumed() || hasExtendedMainSecret();
    return Optional.of(finished(isResumed()))
        .filter(first -> old && bound && isEstablished() && !first.isEmpty());
  }

  /** How the peer signed; empty when it did not. */
  public Optional<SignatureScheme> peerSignatureScheme() {
    return facts().flatMap(HandshakeFacts::peerSignatureScheme);
  }

  /** How this side signed; empty when it did not. */
  public Optional<SignatureScheme> signatureScheme() {
    return facts().flatMap(HandshakeFacts::ownSignatureScheme);
  }

  /** What this side showed; empty for nothing. */
  public Optional<Credential> credential() {
    return facts().flatMap(HandshakeFacts::ownCredential);
  }

  /** True on a client that was asked for a certificate. */
  public boolean isCertificateRequested() {
    return facts().map(HandshakeFacts::certificateRequested).orElse(false);
  }

  /** DER names of the issuers that a server asked its client for. */
  public List<Bytes> peerIssuers() {
    return facts().map(HandshakeFacts::peerIssuers).orElse(List.of());
  }

  /** True when there was a HelloRetryRequest. */
  public boolean wasHelloRetried() {
    return facts().map(HandshakeFacts::helloRetried).orElse(false);
  }

  /** 32 bytes from the ClientHello; empty before it. */
  public Bytes clientRandom() {
    return facts().map(HandshakeFacts::clientRandom).orElse(Bytes.EMPTY);
  }

  /** 32 bytes from the ServerHello; empty before it. */
  public Bytes serverRandom() {
    return facts().map(HandshakeFacts::serverRandom).orElse(Bytes.EMPTY);
  }

  /**
   * Makes keying material that only the two peers know (RFC 9846 7.5).
   *
   * @param label what it is for
   * @param context what it is bound to; null means none, which differs from empty only before TLS
   *     1.3
   * @param length bytes wanted, 0 to 255 times the suite's hash length
   * @throws IllegalStateException before the keys are known
   */
  public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
    return facts()
        .flatMap(HandshakeFacts::exporter)
        .orElseThrow(() -> new IllegalStateException("the handshake is not that far"))
        .export(label, Optional.ofNullable(context), length);
  }

  /**
   * As {@link #exportKeyingMaterial}, from what is known with the ClientHello of early data.
   *
   * @throws IllegalStateException when there is no early data
   */
  public byte[] exportEarlyKeyingMaterial(String label, byte[] context, int length) {
    return facts()
        .flatMap(HandshakeFacts::earlyExporter)
        .orElseThrow(() -> new IllegalStateException("there is no early data"))
        .export(label, Optional.ofNullable(context), length);
  }

  // ---- For the other views

  Exchange exchange() throws SslException {
    if (exchange.isEmpty()) {
      start();
    }
    return exchange.get();
  }

  Optional<Exchange> started() {
    return exchange;
  }

  Optional<Role> role() {
    return role;
  }

  /** The turn of those who perform nothing but the handshake. */
  Turn handshaking() {
    return handshaking;
  }

  /** The turn of readers. */
  Turn reading() {
    return reading;
  }

  /** The turn of writers. */
  Turn writing() {
    return writing;
  }

  /**
   * Starts over with a fresh engine; the transport stays.
   *
   * @throws SslException when a call is under way
   */
  void reset() throws SslException {
    List<Turn> taken = new ArrayList<>();
    try {
      for (Turn each : List.of(handshaking, reading, writing)) {
        each.begin();
        taken.add(each);
      }
      startOver();
    } finally {
      taken.forEach(Turn::end);
    }
  }

  private synchronized void startOver() {
    exchange.ifPresent(e -> e.connection().destroy());
    exchange = Optional.empty();
    transport.forget();
    calls.ifPresent(SslCalls::forget);
  }

  private synchronized void start() throws SslException {
    if (exchange.isPresent()) {
      return;
    }
    Role chosen = role.orElseThrow(() -> new SslException(SslReason.UNINITIALIZED));
    SslSettings settings = context.settings();
    if (chosen == Role.CLIENT && settings.lacksPeerName()) {
      throw new IllegalStateException(
          "who is the peer? newSsl(bio, name) says it; peerName(Optional.empty()) takes anybody"
              + " whose certificate is good");
    }
    if (settings.versions().isEmpty()) {
      throw new SslException(SslReason.NO_PROTOCOLS_AVAILABLE);
    }
    Optional<ReturningClient> returning =
        chosen == Role.CLIENT
            ? ReturningClient.of(settings, transport.peerAddress())
            : Optional.empty();
    settings = returning.isPresent() ? returning.get().with(settings) : settings;
    ConnectionConfig config = settings.connectionConfig();
    if (config.handshake().preferences().suites().isEmpty()) {
      throw new SslException(SslReason.NO_CIPHERS_AVAILABLE);
    }
    TlsConnection connection =
        new TlsConnection(
            config,
            chosen,
            new SslDecisions(settings, config, chosen, this),
            new SslObserver(this, settings, chosen, returning));
    Exchange started = new Exchange(connection, transport, settings.peerText(chosen), returning);
    started.follow(settings);
    exchange = Optional.of(started);
  }

  private Ssl role(Role chosen) {
    try {
      reset();
    } catch (SslException e) {
      throw new IllegalStateException(e);
    }
    role = Optional.of(chosen);
    return this;
  }

  private Optional<HandshakeFacts> facts() {
    return exchange.map(e -> e.connection().facts());
  }

  private SslStatus writeLocked(Exchange to, ByteBuffer source) throws SslException {
    to.connection().writeLock().lock();
    try {
      SslStatus status = prepareWrite(to);
      while (status == SslStatus.DONE && source.hasRemaining()) {
        seal(to, source);
        status = to.flush();
      }
      return status;
    } catch (TlsException e) {
      throw to.failed(e);
    } finally {
      to.endWrite();
    }
  }

  private SslStatus writeLocked(Exchange to, GatheringWrite all) throws SslException {
    to.connection().writeLock().lock();
    try {
      SslStatus status = prepareWrite(to);
      while (status == SslStatus.DONE && all.hasRemaining()) {
        all.seal(to, context.settings().pool());
        status = to.flush();
      }
      return status;
    } catch (TlsException e) {
      throw to.failed(e);
    } finally {
      to.endWrite();
    }
  }

  /** Sees to what must go before new data. */
  private static SslStatus prepareWrite(Exchange to) throws SslException, TlsException {
    to.checkAlive();
    if (to.connection().isWriteClosed()) {
      throw new SslException(SslReason.PROTOCOL_IS_SHUTDOWN);
    }
    if (to.connection().isMidway()) {
      // Another thread reads, and left in the middle of a handshake.
      return SslStatus.WANT_READ;
    }
    to.connection().sealOwedKeyUpdate();
    SslStatus status = to.flush();
    return status == SslStatus.DONE ? to.sendTickets() : status;
  }

  /** Seals one record, straight from the array if there is one. */
  private void seal(Exchange to, ByteBuffer source) throws TlsException, SslException {
    if (source.hasArray()) {
      int at = source.arrayOffset() + source.position();
      int sealed = to.seal(source.array(), at, source.remaining());
      source.position(source.position() + sealed);
      return;
    }
    byte[] copy = context.settings().pool().take();
    int count = Math.min(copy.length, source.remaining());
    source.get(source.position(), copy, 0, count);
    source.position(source.position() + to.seal(copy, 0, count));
    context.settings().pool().giveWiped(copy, count);
  }

  private SslStatus read(ByteBuffer target, boolean consume) throws SslException {
    if (!target.hasRemaining()) {
      throw new IllegalArgumentException("there is no room to read into");
    }
    if (target.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
    reading.begin();
    try {
      return readInTurn(target, consume);
    } finally {
      reading.end();
    }
  }

  private SslStatus readInTurn(ByteBuffer target, boolean consume) throws SslException {
    Exchange from = exchange();
    SslStatus ready = insistOnHandshake(from, from.handshakeToRead(EarlyDataOnRead.ENDS));
    if (ready != SslStatus.DONE) {
      return ready;
    }
    if (target.hasArray()) {
      int at = target.arrayOffset() + target.position();
      int count = from.read(target.array(), at, target.remaining(), consume);
      target.position(target.position() + count);
      return count > 0 ? SslStatus.DONE : from.readStatus();
    }
    byte[] copy = context.settings().pool().take();
    int count = from.read(copy, 0, Math.min(copy.length, target.remaining()), consume);
    target.put(copy, 0, count);
    context.settings().pool().giveWiped(copy, count);
    return count > 0 ? SslStatus.DONE : from.readStatus();
  }

  /**
   * A goodbye before the handshake was over ends no stream: nobody has proved who said it. Where it
   * is the transport that ended, no option makes that clean.
   */
  private static SslStatus insistOnHandshake(Exchange on, SslStatus status) throws SslException {
    if (status != SslStatus.CLOSED) {
      return status;
    }
    throw on.failed(
        new TlsException(
            SslReason.UNEXPECTED_EOF_WHILE_READING, "the peer left during the handshake"));
  }

  /** For errors that a view finds: ends the connection. */
  SslException fatal(SslReason reason) throws SslException {
    return exchange().failed(new TlsException(reason));
  }
}
