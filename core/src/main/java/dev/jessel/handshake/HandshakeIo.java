// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.dialect.Dialect;
import dev.jessel.dialect.Dialects;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.post.AnswerCertificateRequest;
import dev.jessel.handshake.server13.TicketIssuer;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.keys.Transcript;
import dev.jessel.record.RecordProtection;
import dev.jessel.session.Session;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.HandshakeMessage;
import java.time.Instant;
import java.util.Optional;

/** All that a state may do to the world. There is no transport in it, only records to come. */
public interface HandshakeIo {
  /** The settings of this connection. */
  HandshakeConfig config();

  /** Cryptography, randomness included. */
  CryptoProvider crypto();

  /** The questions that the application may answer. */
  Decisions decisions();

  /** The time, from the injected clock. */
  Instant now();

  /** What has been learnt so far, for the application to read. */
  HandshakeFacts facts();

  /**
   * What the version that is spoken does in its own way.
   *
   * @throws java.util.NoSuchElementException in TLS 1.3, and before a version is spoken
   */
  default Dialect dialect() {
    return facts().version().flatMap(Dialects::of).orElseThrow();
  }

  /** The messages of this handshake so far. */
  Transcript transcript();

  /** Adds a message to the transcript and to the flight that goes out next. */
  void send(HandshakeMessage message);

  /** Sends a post-handshake message: it is no part of the transcript. */
  void sendPostHandshake(HandshakeMessage message);

  /**
   * Says which version is spoken from now on: it decides on the form of messages, on what an alert
   * means and on what a change_cipher_spec is.
   */
  void speak(ProtocolVersion version);

  /** Sends a change_cipher_spec of TLS 1.2 and seals records with other keys behind it. */
  void changeWriteKeys(RecordProtection next);

  /** Opens records with other keys from now on: the peer's change_cipher_spec has come. */
  void changeReadKeys(RecordAligned proof, RecordProtection next);

  /** The handshake that this one follows; empty in a connection's first one. */
  Optional<PreviousHandshake> previous();

  /** What may be spoken: in another handshake of a connection, what is spoken already. */
  VersionRange versions();

  /** What may come to speak SSLv2; empty unless the settings ask for it and somebody can. */
  Optional<Ssl2Connection> ssl2();

  /** Which handshakes may follow, with the peer that there is. */
  RenegotiationPolicy renegotiation();

  /**
   * Begins another handshake, with a transcript of its own.
   *
   * @param said what the Finished messages of the one before held
   * @param resume whether a client would like to resume the session of the connection
   */
  void renegotiate(VerifyData said, boolean resume);

  /** A server wants another handshake: the client begins it as soon as it can. */
  void oweRenegotiation();

  /** Tells the peer, with a warning, that this side has no certificate: SSLv3's way. */
  void sayNoCertificate();

  /** Tells the peer, with a warning, that there will be no other handshake. */
  void refuseRenegotiation();

  /** Sends the dummy change_cipher_spec of RFC 9846 E.4; once per connection. */
  void sendChangeCipherSpec();

  /**
   * Certifies that no part of a further message came with the message in hand.
   *
   * @throws TlsException unexpected_message when keys would change in the middle of a record
   */
  RecordAligned recordAligned() throws TlsException;

  /** True on a server that has asked its client for a certificate before, in this connection. */
  boolean hasAskedClient();

  /** The secret behind the keys that this side writes with; the connection's own. TLS 1.3 alone. */
  Secret sendingSecret();

  /** The secret behind the keys that the peer writes with; the connection's own. TLS 1.3 alone. */
  Secret receivingSecret();

  /** A client owes the answer to a request for a certificate; it goes out as soon as it can. */
  void oweCertificate(AnswerCertificateRequest answer) throws TlsException;

  /**
   * From here on the settings are those that the application has set last; what was chosen stays.
   */
  void takeUpSettings();

  /** Opens records with keys from a traffic secret from now on. */
  void readKeys(RecordAligned proof, SuiteParameters suite, TrafficSecret traffic);

  /** Whether the application has asked, by name, for early data to be sent or taken. */
  boolean wantsEarlyData();

  /**
   * A client's early data may go out from now on, under keys of its own.
   *
   * @param limit bytes of it
   */
  void beginEarlyData(SuiteParameters suite, TrafficSecret traffic, long limit);

  /** No more early data goes out. */
  void endEarlyData();

  /** Seals records without keys again: a client's early data was in vain, and it begins anew. */
  void writePlain();

  /**
   * A server takes early data, under keys of its own, until {@link #earlyDataEnded}.
   *
   * @param limit bytes of it
   */
  void takeEarlyData(RecordAligned proof, SuiteParameters suite, TrafficSecret traffic, long limit);

  /** The client has said that there is no more early data. */
  void earlyDataEnded();

  /** A server may write before the client's Finished has come: it knows not to whom. */
  void mayWriteEarly();

  /**
   * Lets early data pass, which the client may have sent and nobody here has keys for.
   *
   * @param limit bytes of it
   */
  void ignoreEarlyData(long limit);

  /** Seals records with keys from a traffic secret from now on. */
  void writeKeys(SuiteParameters suite, TrafficSecret traffic);

  /** RFC 9846 7.2: opens records with the next generation of application keys from now on. */
  void nextReadKeys(RecordAligned proof) throws TlsException;

  /** Owes the peer a KeyUpdate of our own; it goes out before the next application data. */
  void oweKeyUpdate();

  /**
   * Says how long protected records may be: from now on in TLS 1.3, before it under the keys that
   * this handshake yields (RFC 8449 4).
   */
  void limitRecords(RecordSizes agreed);

  /** Hands a secret to the key log, if there is one. */
  void logSecret(String label, Secret secret);

  /**
   * From now on the application may have more tickets sent.
   *
   * @param issuer makes them; belongs to the connection from here on
   * @param sent how many it has made
   */
  void ticketsMayFollow(TicketIssuer issuer, int sent);

  /** A client has proved something anew: it gets tickets that tell of it, as behind a handshake. */
  void oweTickets();

  /** Hands a session that may be resumed to the application. */
  void sessionReceived(Session session);

  /** Tells the application of a session that a server's client may come back with. */
  void sessionIssued(Session session);
}
