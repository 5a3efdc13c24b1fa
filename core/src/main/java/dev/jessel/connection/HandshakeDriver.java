// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CipherSpecState;
import dev.jessel.handshake.Established;
import dev.jessel.handshake.Failed;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.handshake.client13.EndEarlyData;
import dev.jessel.handshake.hello.ExpectClientHello;
import dev.jessel.handshake.hello.ExpectServerHello;
import dev.jessel.handshake.hello.StartClient;
import dev.jessel.handshake.post.ExpectClientPostHandshake12;
import dev.jessel.handshake.post.ExpectPostHandshakeCertificateVerify;
import dev.jessel.handshake.post.ExpectPostHandshakeFinished;
import dev.jessel.handshake.post.ExpectServerPostHandshake;
import dev.jessel.handshake.post.ExpectServerPostHandshake12;
import dev.jessel.handshake.server13.ExpectEndOfEarlyData;
import dev.jessel.handshake.server13.ExpectSecondClientHello;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.HelloRequest;
import dev.jessel.wire.message.NewSessionTicket;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one loop that moves a handshake: runs work, flushes at the end of a flight, hands over
 * messages. It alone assigns the state, and puts {@link Failed} there before a state runs, so that
 * a throw leaves a dead handshake and never one that can be entered again.
 */
final class HandshakeDriver {
  private static final HandshakeState FAILED = new Failed();
  private static final Bytes HELLO_REQUEST = new HelloRequest().encode();

  private final ConnectionIo io;
  private final Role role;
  private final ConnectionObserver observer;
  private final SendPath send;
  private final ReceivePath receive;
  private volatile boolean midway;
  private boolean begun;

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
  private volatile boolean heard;

  HandshakeDriver(
      ConnectionIo io, Role role, ConnectionObserver observer, SendPath send, ReceivePath receive) {
    this.io = io;
    this.role = role;
    this.observer = observer;
    this.send = send;
    this.receive = receive;
    this.state = role == Role.CLIENT ? new StartClient() : new ExpectClientHello();
  }

  /** How far {@link #advance} goes. */
  enum Goal {
    /** To the end. */
    ESTABLISHED,
    /** To where data can be written before the end, if there is such a place. */
    EARLY_WRITING,
    /** To early data of the client, or to where there is no more of it. */
    EARLY_READING,
    /** To where a client can read, with its early data open still; else to the end. */
    HALF_OPEN
  }

  /**
   * Goes on until something is needed. The caller holds both locks; the write lock is enough when
   * all is {@link #isHeard heard}.
   */
  Progress advance(Goal goal) throws TlsException {
    waitingFor = Optional.empty();
    midway = io.isRenegotiating();
    if (!begun) {
      begun = true;
      observer.handshakeBegun(false);
    }
    while (true) {
      if (isReached(goal)) {
        return send.flightWaits() ? Progress.NEED_FLUSH : Progress.DONE;
      }
      if (state instanceof WorkState work) {
        if (!run(work)) {
          send.flightRests();
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
        if (!established || io.isRenegotiating()) {
          observer.handshakeDone(io.facts().resumed());
        }
        established = true;
        send.earlyWriting().end();
        io.handshakeOver();
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
              // Once established the state is the reader's, who may be at work on a message.
              ? established || !(state instanceof StartClient || state instanceof Failed)
              : send.earlyWriting().isAllowed();
      case EARLY_READING ->
          // RFC 9846 4.2.2: who is asked again sends no early data any more.
          state instanceof ExpectSecondClientHello
              || send.earlyWriting().isAllowed() && !(state instanceof ExpectEndOfEarlyData);
      case HALF_OPEN -> isHalfOpen();
    };
  }

  /**
   * True on a client that has the server's Finished and whose early data is open: what is left of
   * the handshake is what it has to say itself.
   */
  boolean isHalfOpen() {
    return state instanceof EndEarlyData;
  }

  /**
   * Hands the next message to an established connection. The caller holds the read lock.
   *
   * @return false when a handshake must go on first: another one, which it belongs to, or the one
   *     that a client has left half open
   */
  boolean postHandshake() throws TlsException {
    leaving.lock();
    try {
      if (io.isRenegotiating() || !established) {
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
    if (send.closeSent() && !io.speaksTls13()) {
      // As libssl: who has said goodbye takes part in no other handshake.
      return;
    }
    state = FAILED;
    if (received.get().message() instanceof NewSessionTicket) {
      receive.guard().ticket();
    } else if (!io.speaksTls13()) {
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
    boolean inside = !io.isRenegotiating() && !(next instanceof Failed);
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
    return isAmidAnswer(inEstablished);
  }

  private static boolean isAmidAnswer(HandshakeState inside) {
    return inside instanceof WorkState
        || inside instanceof ExpectPostHandshakeCertificateVerify
        || inside instanceof ExpectPostHandshakeFinished;
  }

  /** Why a server cannot ask its client for a certificate now; empty when it can. */
  Optional<SslReason> refusesToAsk() {
    HandshakeState inside = inEstablished;
    if (isAmidAnswer(inside)) {
      return Optional.of(SslReason.REQUEST_SENT);
    }
    if (!(inside instanceof ExpectServerPostHandshake server)) {
      return Optional.of(SslReason.STILL_IN_INIT);
    }
    if (server.context().isEmpty()) {
      return Optional.of(SslReason.EXTENSION_NOT_RECEIVED);
    }
    if (server.asked().isPresent()) {
      return Optional.of(SslReason.REQUEST_SENT);
    }
    HandshakeConfig next = io.latestConfig();
    boolean wanted =
        next.checks().mode() != VerifyMode.NONE
            && !(next.offers().asksOnce() && io.hasAskedClient());
    return wanted ? Optional.empty() : Optional.of(SslReason.INVALID_CONFIG);
  }

  /** True on a server whose client owes it a certificate. */
  boolean isCertificateAwaited() {
    // Looked at once: a reader may be going on meanwhile, and who looks twice can miss it.
    HandshakeState inside = inEstablished;
    return isAmidAnswer(inside)
        || inside instanceof ExpectServerPostHandshake server && server.asked().isPresent();
  }

  /** Asks the client for its certificate. The caller holds the write lock. */
  void askClient() throws TlsException {
    leaving.lock();
    try {
      if (state instanceof Established now
          && now.post() instanceof ExpectServerPostHandshake server
          && refusesToAsk().isEmpty()) {
        io.takeUpSettings();
        state = FAILED;
        ExpectServerPostHandshake asking = server.ask(io);
        state = new Established(asking);
        inEstablished = asking;
        send.sealFlight();
      }
    } finally {
      leaving.unlock();
    }
  }

  /**
   * Begins another handshake: a client's ClientHello or a server's HelloRequest is sealed. Does
   * nothing when one has begun. The caller holds the write lock.
   */
  void renegotiate(boolean resume) throws TlsException {
    leaving.lock();
    try {
      if (io.isRenegotiating() || !(state instanceof Established now)) {
        return;
      }
      state = FAILED;
      if (now.post() instanceof ExpectClientPostHandshake12 client) {
        midway = true;
        boolean done = run(client.renegotiate(resume, io));
        assert done;
      } else if (now.post() instanceof ExpectServerPostHandshake12 server) {
        state = new Established(server.renegotiate(io));
      }
      send.sealFlight();
    } finally {
      leaving.unlock();
    }
  }

  /** True on an established connection that another handshake may follow. */
  boolean mayRenegotiate() {
    return state instanceof Established && !io.speaksTls13() && io.renegotiation().allowed();
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

  /**
   * True when all that the handshake has to hear is heard, on a client whose early data was taken:
   * a reader need not be kept away from the rest of it.
   */
  boolean isHeard() {
    return heard;
  }

  /** True when all that the handshake has to say is said, be it on its way still. */
  boolean isSaid() {
    return state instanceof Established;
  }

  /** No state runs any more. */
  void fail() {
    state = FAILED;
    inEstablished = FAILED;
    io.handshakeOver();
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
    receive.expectChange(expecting instanceof CipherSpecState);
    ReceivePath.Event event = receive.next();
    receive.expectChange(false);
    if (event == ReceivePath.Event.CHANGE && expecting instanceof CipherSpecState either) {
      change(either);
      return Optional.empty();
    }
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
      receive.expectDummy(!(state instanceof Established || isHalfOpen()));
    }
    return Optional.empty();
  }

  /**
   * RFC 5246 7.4.1.1: a client that is in a handshake passes over the wish for one, also before it
   * knows the version, if that may still turn out to be an old one.
   */
  private boolean mayIgnore(Received received) {
    boolean old = io.facts().version().isPresent() ? !io.speaksTls13() : io.versions().hasOlder();
    return role == Role.CLIENT && old && received.bytes().equals(HELLO_REQUEST);
  }

  private HandshakeState handled(MessageState expecting, Received received) throws TlsException {
    try {
      return expecting.handle(received, io);
    } catch (TlsException e) {
      throw e.in(received.message().type().name());
    }
  }

  private Step ran(WorkState work) throws TlsException {
    try {
      return work.run(io);
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
    change(expecting);
    return Optional.empty();
  }

  private void change(CipherSpecState expecting) throws TlsException {
    state = FAILED;
    enter(expecting, expecting.changed(io.recordAligned(), io));
  }

  private Progress lacking(ReceivePath.Event event) throws TlsException {
    if (event == ReceivePath.Event.DATA) {
      if (state instanceof ExpectEndOfEarlyData) {
        return Progress.EARLY_DATA;
      }
      if (state instanceof ExpectServerHello && io.isRenegotiating()) {
        // What the peer said before it heard of our wish.
        return Progress.DATA_FIRST;
      }
      if (io.isRenegotiating()) {
        throw new TlsException(SslReason.UNEXPECTED_RECORD, "data within another handshake");
      }
      throw new TlsException(SslReason.APP_DATA_IN_HANDSHAKE, "before it was over");
    }
    return event == ReceivePath.Event.CLOSED ? Progress.CLOSED : Progress.NEED_INPUT;
  }

  /** A state that stays, because it is blocked or has more of the same to do, is not entered. */
  private void enter(HandshakeState before, HandshakeState next) {
    boolean moved = !next.getClass().equals(before.getClass());
    if (next instanceof EndEarlyData) {
      // RFC 9846 4.5.3: a server may send data behind its Finished.
      receive.expectData();
      heard = true;
    } else if (next instanceof Established now) {
      inEstablished = now.post();
      // Behind early data this is known already, to a reader who may be at work.
      receive.expectDummy(false);
      receive.expectData();
    }
    state = next;
    if (moved) {
      observer.state(next);
    }
  }
}
