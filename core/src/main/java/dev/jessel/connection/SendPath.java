// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Ssl2Connection;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.keys.Transcript;
import dev.jessel.record.Aead13Protection;
import dev.jessel.record.NullProtection;
import dev.jessel.record.OutboundBuffer;
import dev.jessel.record.RecordGrowth;
import dev.jessel.record.RecordLimits;
import dev.jessel.record.RecordProtection;
import dev.jessel.record.RecordSealer;
import dev.jessel.record.Ssl2Protection;
import dev.jessel.ssl2.Ssl2Sealer;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.wire.message.Ssl2Message;
import java.util.Optional;

/**
 * The write half: what is to be sent becomes records in the outbound buffer. Handshake messages of
 * a flight share records; nothing is handed to the transport before the flight is whole. Its owner
 * holds the write lock.
 */
final class SendPath {
  private static final int HANDSHAKE = ContentType.HANDSHAKE.code();
  private static final int ALERT = ContentType.ALERT.code();
  private static final int CHANGE_CIPHER_SPEC = ContentType.CHANGE_CIPHER_SPEC.code();
  private static final int APPLICATION_DATA = ContentType.APPLICATION_DATA.code();
  private static final int WARNING = 1;
  private static final int FATAL = 2;

  /** Records kept back of a key's allowance for the handshake and alerts that end its use. */
  private static final int SEALS_IN_RESERVE = 16;

  private final CryptoProvider crypto;
  private final ConnectionObserver observer;
  private final Mailbox mailbox;
  private final OutboundBuffer out;
  private final RecordSealer sealer;
  private final RecordGrowth growth;
  private final Flight flight;
  private Optional<TrafficEpoch> epoch = Optional.empty();
  private volatile ProtocolVersion version = ProtocolVersion.TLS_1_3;
  private Optional<Ssl2Connection> ssl2 = Optional.empty();
  private final EarlyWriting earlyWriting = new EarlyWriting();
  private boolean flushWanted;
  private boolean changeCipherSpecSent;
  private boolean newKeysWanted;
  private volatile boolean closeSent;

  SendPath(ConnectionConfig config, ConnectionObserver observer, Mailbox mailbox) {
    this.crypto = config.crypto();
    this.observer = observer;
    this.mailbox = mailbox;
    this.out = new OutboundBuffer(config.pool());
    this.flight = new Flight(config.pool());
    this.sealer = new RecordSealer(out);
    this.growth = new RecordGrowth(config.clock());
    sealer.sendFragment(config.sendFragment());
    sealer.padding(GuardedPadding.of(config.padding()));
  }

  OutboundBuffer outbound() {
    return out;
  }

  RecordSealer sealer() {
    return sealer;
  }

  /** How records of application data grow. */
  RecordGrowth growth() {
    return growth;
  }

  /** The most bytes that the next record of application data may hold. */
  int recordCapacity() {
    return Math.min(growth.limit(), sealer.fragmentLimit());
  }

  /** Adds a handshake message to the flight. */
  void handshake(HandshakeMessage message) {
    // First, since it may throw: half a KeyUpdate would spoil the alert that follows.
    if (observer.wantsMessages()) {
      observer.handshakeMessage(true, message.encode());
    }
    flight.add(message);
    flushWanted = true;
  }

  /** Adds a handshake message to the flight, and to a transcript. */
  void handshake(HandshakeMessage message, Transcript transcript) {
    handshake(message);
    flight.lendLast(transcript::add);
  }

  /** True when a flight waits for the transport; sealed by this call. */
  boolean flightWaits() {
    sealFlight();
    flushWanted &= !out.isEmpty();
    return flushWanted;
  }

  /** RFC 9846 E.4: one unprotected dummy record, which travels with the next flight. */
  void changeCipherSpec() {
    if (!changeCipherSpecSent) {
      changeCipherSpecSent = true;
      observer.changeCipherSpec(true);
      sealFlight();
      sealer.seal(CHANGE_CIPHER_SPEC, new byte[] {1}, 0, 1);
    }
  }

  /** A change_cipher_spec of TLS 1.2; what follows it is sealed with other keys. */
  void changeCipherSpec(RecordProtection next) {
    observer.changeCipherSpec(true);
    sealFlight();
    sealer.seal(CHANGE_CIPHER_SPEC, new byte[] {1}, 0, 1);
    flushWanted = true;
    sealer.protection(next);
    newKeysWanted = false;
  }

  /** RFC 6101 5.6.6: a client of SSLv3 without a certificate says so with a warning. */
  void noCertificate() {
    alert(WARNING, AlertDescription.NO_CERTIFICATE);
  }

  /** Until a version is agreed upon, records say no more than the newest. */
  void assume(ProtocolVersion newest) {
    if (!newest.isAtLeast(ProtocolVersion.TLS_1_0)) {
      sealer.speak(newest);
    }
  }

  /** The connection may come to speak SSLv2. */
  void maySpeak(Ssl2Connection speaker) {
    ssl2 = Optional.of(speaker);
  }

  /** Seals a message of SSLv2, which fills a record of its own. */
  void ssl2Message(Bytes message) {
    if (observer.wantsMessages()) {
      observer.ssl2Message(true, message);
    }
    Bytes record = ssl2.orElseThrow().sealer().seal(message.toArray(), 0, message.length());
    int at = out.reserve(record.length());
    record.copyTo(out.array(), at);
    out.sealed(record.length());
    sealer.firstFlightSealed();
    flushWanted = true;
  }

  /** From now on alerts are those of a version. */
  void speak(ProtocolVersion spoken) {
    version = spoken;
    if (isSsl2()) {
      sealer.protection(new Ssl2Protection(ssl2.orElseThrow().sealer()));
      sealer.peerLimit(Ssl2Sealer.MAX_CONTENT);
    }
    sealer.speak(spoken);
  }

  /** The secret behind the keys in use; this object's own. */
  Secret secret() {
    return epoch.orElseThrow().secret();
  }

  /** Seals with other keys from now on. */
  void install(SuiteParameters suite, TrafficSecret traffic) {
    sealFlight();
    epoch = Optional.of(new TrafficEpoch(suite, traffic.secret()));
    sealer.protection(Aead13Protection.of(crypto, suite, traffic));
  }

  /** Seals early data from now on; its keys have no next generation. */
  void installForEarlyData(SuiteParameters suite, TrafficSecret early) {
    sealFlight();
    sealer.protection(Aead13Protection.of(crypto, suite, early));
    early.secret().destroy();
  }

  /**
   * Seals one record of application data, after what must go before it.
   *
   * @return the number of bytes that the record holds
   * @throws TlsException when the keys have done what they may, and nobody gave new ones
   */
  int application(byte[] source, int offset, int length) throws TlsException {
    owedWarning();
    if (epoch.isPresent() && (mailbox.takeKeyUpdate() || isWornOut())) {
      keyUpdate(false);
    } else if (isWornOut()) {
      throw new TlsException(
          SslReason.SEQUENCE_CTR_WRAPPED, "the keys have sealed as many records as they may");
    }
    if (sealer.protection().wantsEmptyRecordFirst()) {
      // As libssl: what an attacker chose must not be the first to meet an IV that he has seen.
      sealer.seal(APPLICATION_DATA, source, offset, 0);
    }
    return data(source, offset, length);
  }

  private int data(byte[] source, int offset, int length) {
    int limit = growth.limit();
    int sealed = sealer.seal(APPLICATION_DATA, source, offset, Math.min(length, limit));
    growth.sealed(limit, sealed);
    return sealed;
  }

  /** What may be written before the handshake is over. */
  EarlyWriting earlyWriting() {
    return earlyWriting;
  }

  /** Bytes that may still be written before the handshake is over; none once the keys are worn. */
  long earlyRoom() {
    return isWornOut() ? 0 : earlyWriting.left();
  }

  /**
   * Seals one record before the handshake is over, whose keys are not changed for it.
   *
   * @return the number of bytes that the record holds
   */
  int early(byte[] source, int offset, int length) {
    int sealed = data(source, offset, length);
    earlyWriting.written(sealed);
    flushWanted = true;
    return sealed;
  }

  /** Seals without keys again. */
  void plain() {
    sealFlight();
    sealer.protection(new NullProtection());
  }

  private AlertDescription known(AlertDescription alert) {
    if (version.isAtLeast(ProtocolVersion.TLS_1_3)) {
      return alert;
    }
    return version.isAtLeast(ProtocolVersion.TLS_1_0)
        ? alert.beforeTls13()
        : alert.beforeTls13().beforeTls10();
  }

  private boolean isWornOut() {
    return sealer.protection().sealsLeft() <= SEALS_IN_RESERVE;
  }

  /**
   * True, once for each key up to TLS 1.2, when it is time to see to new ones: no KeyUpdate brings
   * them.
   */
  boolean wearsOut() {
    boolean soon =
        epoch.isEmpty()
            && !newKeysWanted
            && sealer.protection().sealsLeft() <= RecordLimits.SEALS_TO_RENEGOTIATE;
    newKeysWanted |= soon;
    return soon;
  }

  /** Says that there will be no other handshake, if that is owed. */
  void owedWarning() {
    if (mailbox.takeNoRenegotiation() && !closeSent) {
      alert(WARNING, AlertDescription.NO_RENEGOTIATION);
    }
  }

  /**
   * Sends a KeyUpdate; the next record is sealed with the next generation of keys. The peer is
   * asked for one unless an earlier request is still to be answered.
   */
  void keyUpdate(boolean requestPeer) {
    boolean requests = requestPeer && mailbox.requestKeyUpdate();
    if (!requests) {
      // RFC 9846 4.7.3: this one is as good an answer as any to what the peer may have asked for.
      mailbox.takeKeyUpdate();
    }
    handshake(new KeyUpdate(requests));
    sealFlight();
    TrafficEpoch current = epoch.orElseThrow();
    install(current.suite(), current.next(crypto));
  }

  /** True when SSLv2 is spoken. */
  boolean isSsl2() {
    return version.equals(ProtocolVersion.SSL_2);
  }

  /** Says goodbye, in versions that can; nothing may be sent afterwards. */
  void closeNotify() {
    if (!closeSent) {
      closeSent = true;
      if (!isSsl2()) {
        alert(WARNING, AlertDescription.CLOSE_NOTIFY);
      }
    }
  }

  /** Seals the fatal alert that the other half may have left. */
  void mailedAlert() {
    // RFC 9846 6.1: a close_notify says that nothing follows it.
    mailbox.takeAlert().filter(fatal -> !closeSent).ifPresent(this::fatal);
  }

  private void fatal(AlertDescription alert) {
    if (isSsl2()) {
      ssl2.flatMap(speaker -> speaker.error(alert))
          .map(Ssl2Message::bytes)
          .ifPresent(this::ssl2Message);
    } else {
      alert(FATAL, known(alert));
    }
  }

  /** True while the other half has left an alert. */
  boolean owesAlert() {
    return mailbox.owesAlert();
  }

  /** Forgets the keys; what is sealed can still go out. */
  void forget() {
    sealer.protection().destroy();
    epoch.ifPresent(TrafficEpoch::destroy);
    epoch = Optional.empty();
    flight.end();
  }

  boolean closeSent() {
    return closeSent;
  }

  private void alert(int level, AlertDescription alert) {
    if (sealer.protection().sealsLeft() == 0) {
      return; // what a key may not seal is not said
    }
    sealFlight();
    byte[] content = {(byte) level, (byte) alert.code()};
    sealer.seal(ALERT, content, 0, content.length);
    flushWanted = true;
    observer.alert(true, level, alert);
  }

  /** The application is waited for, which may take its time: the pool gets its memory back. */
  void flightRests() {
    flight.rest();
  }

  /** The flight is lost or not waited for; what is sealed stays in the outbound buffer. */
  void flightGivenUp() {
    flushWanted = false;
  }

  void sealFlight() {
    if (flight.isEmpty()) {
      return;
    }
    flight.drainTo(this::seal);
    sealer.firstFlightSealed();
  }

  private void seal(byte[] messages, int offset, int length) {
    for (int done = 0; done < length; ) {
      done += sealer.seal(HANDSHAKE, messages, offset + done, length - done);
    }
  }
}
