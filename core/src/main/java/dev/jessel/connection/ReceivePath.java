// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Received;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.record.Aead13Protection;
import dev.jessel.record.HandshakeDeframer;
import dev.jessel.record.InboundBuffer;
import dev.jessel.record.OpenedRecord;
import dev.jessel.record.RecordOpener;
import dev.jessel.record.RecordProtection;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.HandshakeMessages;
import dev.jessel.wire.message.Ssl2Message;
import java.util.Optional;

/**
 * The read half: records become application data, handshake messages and the end of the stream. Its
 * owner holds the read lock.
 */
final class ReceivePath {
  private static final int HANDSHAKE = ContentType.HANDSHAKE.code();
  private static final int ALERT = ContentType.ALERT.code();
  private static final int CHANGE_CIPHER_SPEC = ContentType.CHANGE_CIPHER_SPEC.code();
  private static final int APPLICATION_DATA = ContentType.APPLICATION_DATA.code();
  private static final int ALERT_LENGTH = 2;
  private static final int WARNING = 1;
  private static final int FATAL = 2;
  private static final byte[] NOWHERE = new byte[0];

  /** What the next record turned out to be. */
  enum Event {
    /** Application data can be taken. */
    DATA,
    /** A handshake message can be taken. */
    MESSAGE,
    /** A change_cipher_spec of TLS 1.2 came, where it was expected. */
    CHANGE,
    /** More bytes must come from the transport. */
    NEED_INPUT,
    /** The peer said goodbye. */
    CLOSED
  }

  private final CryptoProvider crypto;
  private final ConnectionObserver observer;
  private final FloodGuard guard = new FloodGuard();
  private final InboundBuffer in;
  private final RecordOpener opener;
  private final HandshakeDeframer deframer;
  private final EarlyReading earlyReading = new EarlyReading();
  private Optional<TrafficEpoch> epoch = Optional.empty();
  private byte[] data = NOWHERE;
  private int dataFrom;
  private volatile int dataLength;
  private boolean dataExpected;
  private boolean dummyExpected;
  private boolean changeExpected;
  private boolean changeCame;
  private boolean mayBeOld;
  private Optional<ProtocolVersion> version = Optional.empty();
  private Optional<Ssl2Message> ssl2Message = Optional.empty();
  private volatile boolean closed;

  ReceivePath(ConnectionConfig config, ConnectionObserver observer) {
    this.crypto = config.crypto();
    this.observer = observer;
    this.deframer = new HandshakeDeframer(config.maxCertificates());
    this.in = new InboundBuffer(config.pool());
    this.opener = new RecordOpener(in, config.pool());
  }

  InboundBuffer inbound() {
    return in;
  }

  RecordOpener opener() {
    return opener;
  }

  HandshakeDeframer deframer() {
    return deframer;
  }

  /** Early data that a server takes. */
  EarlyReading earlyReading() {
    return earlyReading;
  }

  FloodGuard guard() {
    return guard;
  }

  /** Opens with other keys from now on. */
  void install(SuiteParameters suite, TrafficSecret traffic) {
    epoch = Optional.of(new TrafficEpoch(suite, traffic.secret()));
    opener.requireExactVersion();
    opener.protection(Aead13Protection.of(crypto, suite, traffic));
  }

  /** The secret behind the keys in use; this object's own. */
  Secret secret() {
    return epoch.orElseThrow().secret();
  }

  /** Opens early data from now on; its keys have no next generation. */
  void installForEarlyData(SuiteParameters suite, TrafficSecret early) {
    opener.requireExactVersion();
    opener.protection(Aead13Protection.of(crypto, suite, early));
    early.secret().destroy();
  }

  /** Opens with other keys of TLS 1.2 from now on. */
  void install(RecordProtection next) {
    opener.protection(next);
  }

  /** Until a version is agreed upon, what comes is taken as one's. */
  void assume(ProtocolVersion newest) {
    version = Optional.of(newest);
  }

  /** Until a version is agreed upon, the peer may turn out to speak one before TLS 1.3. */
  void mayBeOld() {
    mayBeOld = true;
  }

  /** From now on messages, alerts and change_cipher_spec are those of a version. */
  void speak(ProtocolVersion spoken) {
    version = Optional.of(spoken);
    if (spoken.isAtLeast(ProtocolVersion.SSL_3_0)) {
      opener.leaveSsl2();
    }
    if (isOld()) {
      opener.requireExactVersion(spoken);
    }
  }

  private boolean isOld() {
    return version.isPresent() && !version.get().isAtLeast(ProtocolVersion.TLS_1_3);
  }

  /** Opens with the next generation of keys from now on. */
  void nextKeys() throws TlsException {
    guard.keyUpdate();
    TrafficEpoch current = epoch.orElseThrow();
    install(current.suite(), current.next(crypto));
  }

  /** From now on application data may come. */
  void expectData() {
    dataExpected = true;
  }

  /** RFC 9846 5: between the first ClientHello and the peer's Finished a dummy record may come. */
  void expectDummy(boolean expected) {
    dummyExpected = expected;
  }

  /** RFC 5246 7.1: the next record may be a change_cipher_spec that means something. */
  void expectChange(boolean expected) {
    changeExpected = expected;
  }

  boolean isClosed() {
    return closed;
  }

  /** Bytes of application data that are there and not taken. */
  int unread() {
    return dataLength;
  }

  /** True when anything at all is held that was not delivered. */
  boolean holdsAnything() {
    return dataLength > 0 || opener.holdsAnything() || !deframer.isEmpty();
  }

  /**
   * Opens records until one of them means something to the caller.
   *
   * @param target gets application data without a copy when it has room enough
   */
  Event next(byte[] target, int offset, int room) throws TlsException {
    while (true) {
      if (dataLength > 0) {
        return Event.DATA;
      }
      if (deframer.hasMessage() || ssl2Message.isPresent()) {
        return Event.MESSAGE;
      }
      if (changeCame) {
        changeCame = false;
        return Event.CHANGE;
      }
      if (closed) {
        return Event.CLOSED;
      }
      if (opener.bytesWanted() > 0) {
        return Event.NEED_INPUT;
      }
      take(opener.open(target, offset, room));
    }
  }

  /** As {@link #next(byte[], int, int)}, for those who want no data. */
  Event next() throws TlsException {
    return next(NOWHERE, 0, 0);
  }

  /** Copies application data out; it is gone afterwards unless it is only looked at. */
  int copyData(byte[] target, int offset, int length, boolean consume) {
    int count = Math.min(length, dataLength);
    if (data != target || dataFrom != offset) {
      System.arraycopy(data, dataFrom, target, offset, count);
    }
    if (consume) {
      dataFrom += count;
      int left = dataLength - count;
      dataLength = left;
    }
    return count;
  }

  /** Gives back the buffers that hold nothing. */
  void releaseBuffers() {
    in.releaseIfEmpty();
    if (dataLength == 0) {
      data = NOWHERE;
      opener.release();
    }
  }

  /** Forgets the keys, and all that was received and not delivered. */
  void forget() {
    opener.destroy();
    epoch.ifPresent(TrafficEpoch::destroy);
    epoch = Optional.empty();
    dataLength = 0;
    deframer.clear();
    ssl2Message = Optional.empty();
    in.clear();
    releaseBuffers();
  }

  /** Takes the next whole handshake message; empty when there is none. */
  Optional<Received> nextMessage() throws TlsException {
    if (ssl2Message.isPresent()) {
      return nextSsl2Message();
    }
    Optional<HandshakeDeframer.RawMessage> raw = deframer.next();
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    if (observer.wantsMessages()) {
      observer.handshakeMessage(false, raw.get().bytes());
    }
    try {
      return Optional.of(
          new Received(
              HandshakeMessages.decode(
                  version.orElse(ProtocolVersion.TLS_1_3), raw.get().type(), raw.get().body()),
              raw.get().bytes()));
    } catch (TlsException e) {
      throw e.in(raw.get().type().name());
    }
  }

  private Optional<Received> nextSsl2Message() {
    Optional<Ssl2Message> next = ssl2Message;
    ssl2Message = Optional.empty();
    if (observer.wantsMessages()) {
      next.ifPresent(message -> observer.ssl2Message(false, message.bytes()));
    }
    return next.map(message -> new Received(message, message.bytes()));
  }

  private void take(OpenedRecord record) throws TlsException {
    if (record.wasSkipped()) {
      return;
    }
    if (record.type() == CHANGE_CIPHER_SPEC) {
      takeChangeCipherSpec(record);
      return;
    }
    if (record.type() != HANDSHAKE && !deframer.isEmpty()) {
      // RFC 9846 5.1: nothing may stand between the records of one handshake message.
      throw new TlsException(
          SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA,
          "content type " + record.type() + " within a handshake message");
    }
    if (record.type() == HANDSHAKE) {
      takeHandshake(record);
    } else if (record.type() == ALERT) {
      takeAlert(record);
    } else if (record.type() == APPLICATION_DATA) {
      takeData(record);
    } else if (record.type() == RecordOpener.SSL2_MESSAGE) {
      ssl2Message =
          Optional.of(
              new Ssl2Message(Bytes.copyOf(record.array(), record.start(), record.length())));
    } else {
      // RFC 9846 5: the type inside an encrypted record is as free as the one outside.
      throw new TlsException(SslReason.UNEXPECTED_RECORD, "content type " + record.type());
    }
  }

  private void takeHandshake(OpenedRecord record) throws TlsException {
    if (record.length() == 0) {
      throw new TlsException(SslReason.UNEXPECTED_RECORD, "an empty handshake record");
    }
    guard.content();
    deframer.add(record.array(), record.start(), record.length());
  }

  private void takeData(OpenedRecord record) throws TlsException {
    if (!record.wasEncrypted() || !dataExpected && !earlyReading.isExpected()) {
      throw new TlsException(SslReason.APP_DATA_IN_HANDSHAKE, "before it was over");
    }
    if (record.length() == 0) {
      guard.emptyRecord();
      return;
    }
    guard.applicationData();
    if (earlyReading.isExpected()) {
      earlyReading.take(record.length());
    }
    data = record.array();
    dataFrom = record.start();
    dataLength = record.length();
  }

  private void takeChangeCipherSpec(OpenedRecord record) throws TlsException {
    if (!isOld()) {
      takeDummy(record);
      return;
    }
    if (!changeExpected) {
      // Keys that nobody agreed upon: the oldest trick against this message.
      throw new TlsException(SslReason.CCS_RECEIVED_EARLY);
    }
    if (!deframer.isEmpty()) {
      throw new TlsException(SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA);
    }
    if (record.length() != 1 || record.array()[record.start()] != 1) {
      throw new TlsException(SslReason.BAD_CHANGE_CIPHER_SPEC);
    }
    changeCame = true;
    observer.changeCipherSpec(false);
  }

  private void takeDummy(OpenedRecord record) throws TlsException {
    boolean dummy =
        dummyExpected
            && !record.wasEncrypted()
            && record.length() == 1
            && record.array()[record.start()] == 1;
    if (!dummy) {
      throw new TlsException(SslReason.UNEXPECTED_CCS_MESSAGE, "no dummy, or not now");
    }
    if (!deframer.isEmpty()) {
      throw new TlsException(
          SslReason.MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA,
          "content type " + record.type() + " within a handshake message");
    }
    guard.emptyRecord();
    observer.changeCipherSpec(false);
  }

  private void takeAlert(OpenedRecord record) throws TlsException {
    if (record.length() != ALERT_LENGTH) {
      throw new TlsException(SslReason.INVALID_ALERT, "an alert of " + record.length() + " bytes");
    }
    int level = record.array()[record.start()] & 0xFF;
    AlertDescription alert = new AlertDescription(record.array()[record.start() + 1] & 0xFF);
    if (alert.equals(AlertDescription.CLOSE_NOTIFY)) {
      observer.alert(false, level, alert);
      closed = true;
    } else if (isOld() || mayBeOld && version.isEmpty()) {
      takeOldAlert(level, alert);
    } else if (alert.equals(AlertDescription.USER_CANCELED)) {
      observer.alert(false, level, alert);
      guard.warningAlert();
    } else {
      // RFC 9846 6: all other alerts are fatal, whatever their level says.
      throw received(level, alert);
    }
  }

  private TlsException received(int level, AlertDescription alert) {
    TlsException fatal =
        new TlsException(SslReason.forReceivedAlert(alert), "the peer sent " + alert);
    try {
      observer.alert(false, level, alert);
    } catch (BrokenCallback e) {
      // What the peer said counts; that a listener broke when it was told comes second.
      fatal.addSuppressed(e.getCause());
    }
    return fatal;
  }

  /** RFC 5246 7.2: up to TLS 1.2 the level counts. */
  private void takeOldAlert(int level, AlertDescription alert) throws TlsException {
    if (level == FATAL) {
      throw received(level, alert);
    }
    observer.alert(false, level, alert);
    if (level != WARNING) {
      throw new TlsException(SslReason.UNKNOWN_ALERT_TYPE, "alert level " + level);
    }
    if (alert.equals(AlertDescription.NO_RENEGOTIATION)) {
      // As libssl: who was refused a handshake that it wants cannot go on.
      throw new TlsException(SslReason.NO_RENEGOTIATION);
    }
    guard.warningAlert();
  }
}
