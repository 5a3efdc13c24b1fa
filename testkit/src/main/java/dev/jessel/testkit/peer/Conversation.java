// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.SslVerify;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.keys.CertificateVerifyContent;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.keys.Hkdf;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.keys.TrafficSecrets;
import dev.jessel.keys.Transcript;
import dev.jessel.record.HandshakeDeframer;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.HandshakeMessages;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scripted peer has at hand while it talks: it can say anything at any time. Methods that
 * speak send at once; the victim reads when the peer next waits for it.
 */
public final class Conversation {
  /** Level of a closing alert. */
  public static final int WARNING = 1;

  /** Level of an error alert. */
  public static final int FATAL = 2;

  private static final Bytes DUMMY = Bytes.of((byte) 1);

  private final CryptoProvider crypto;
  private final boolean isServer;
  private final Victim victim;
  private final PeerRecords records;
  private Map<Move, Bend> bends;
  private Transcript transcript;
  private final HandshakeDeframer deframer = new HandshakeDeframer();
  private final List<PeerRecord> seen = new ArrayList<>();
  private final List<HandshakeMessage> received = new ArrayList<>();
  private final List<HandshakeMessage> said = new ArrayList<>();
  private boolean old;
  private Bytes held = Bytes.EMPTY;
  private SuiteParameters suite;
  private Optional<EarlySecrets> early = Optional.empty();
  private HandshakeSecrets handshakeSecrets;
  private TrafficSecrets traffic;

  Conversation(CryptoProvider crypto, boolean isServer, Victim victim, Map<Move, Bend> bends) {
    this.crypto = crypto;
    this.isServer = isServer;
    this.victim = victim;
    this.records = new PeerRecords(victim.in(), victim.out());
    this.bends = Map.copyOf(bends);
    this.transcript = new Transcript(crypto);
  }

  // ---- What a bend may say

  /** Sends a handshake message in the current epoch; it counts in the transcript. */
  public void say(HandshakeMessage message) {
    sayEncoded(message.encode());
  }

  /** Sends the bytes of a handshake message, header included; they count in the transcript. */
  public void sayEncoded(Bytes message) {
    transcript.add(message);
    record(ContentType.HANDSHAKE, message);
  }

  /** Sends a handshake message that the peer's own transcript never sees. */
  public void slipIn(HandshakeMessage message) {
    record(ContentType.HANDSHAKE, message.encode());
  }

  /** Sends one record in the current epoch. */
  public void record(ContentType type, Bytes content) {
    record(records.writing(), type, content);
  }

  /** Sends one record in an epoch of choice. */
  public void record(Epoch epoch, ContentType type, Bytes content) {
    records.send(epoch, type, content, 0);
  }

  /** Sends one encrypted record with zero bytes behind its type. */
  public void padded(ContentType type, Bytes content, int zeros) {
    records.send(records.writing(), type, content, zeros);
  }

  /** Sends one encrypted record of which everything inside is chosen. */
  public void sealed(Bytes inner) {
    records.sealed(records.writing(), inner);
  }

  /** One record of TLS 1.2 under the peer's present keys, which is not sent. */
  public Bytes sealed(ContentType type, Bytes content) {
    return records.sealedOld(type, content);
  }

  /** Sends bytes as they are. */
  public void raw(Bytes bytes) {
    records.raw(bytes);
  }

  /** Sends application data in one record. */
  public void data(Bytes content) {
    record(ContentType.APPLICATION_DATA, content);
  }

  /** Sends an alert. */
  public void alert(int level, AlertDescription alert) {
    record(ContentType.ALERT, Bytes.of((byte) level, (byte) alert.code()));
  }

  /** Says goodbye. */
  public void closeNotify() {
    alert(WARNING, AlertDescription.CLOSE_NOTIFY);
  }

  /** Sends a change_cipher_spec that means nothing. */
  public void dummy() {
    record(Epoch.PLAIN, ContentType.CHANGE_CIPHER_SPEC, DUMMY);
  }

  /** Changes to the new keys of TLS 1.2, with a word. */
  public void changeCipherSpec() {
    record(ContentType.CHANGE_CIPHER_SPEC, DUMMY);
    changeOldKeysSilently();
  }

  /** Changes to the new keys of TLS 1.2 without a word. */
  public void changeOldKeysSilently() {
    records.changeOldKeys();
  }

  /** Changes the peer's sending keys in good order. */
  public void updateKeys(boolean requestVictim) {
    slipIn(new KeyUpdate(requestVictim));
    records.nextWriteKeys();
  }

  /** Changes the peer's sending keys without a word. */
  public void changeKeysSilently() {
    records.nextWriteKeys();
  }

  /** Has the victim's application send data. */
  public void victimWrites(Bytes content) {
    victim.write(content);
  }

  /** Has the victim's application go on with the handshake behind its early data. */
  public void victimEndsEarlyData() {
    victim.endEarly();
  }

  /** Has the victim's application begin another handshake, or ask for one. */
  public void victimRenegotiates(boolean resume) {
    victim.renegotiate(resume);
  }

  /** Has the victim's application say goodbye. */
  public void victimSaysGoodbye() {
    victim.sayGoodbye();
  }

  /** The keys that the peer sends with from now on. */
  public void sendIn(Epoch epoch) {
    records.writeIn(epoch);
  }

  /** Lets the victim read what it was sent. */
  public void victimReads() {
    victim.run();
  }

  /** Has the victim's application ask for a certificate after the handshake. */
  public void victimAsks(SslVerify mode) {
    victim.ask(mode);
  }

  /** The last request for a certificate after the handshake; it counts in the transcript. */
  public CertificateRequest hearRequest() {
    listen();
    CertificateRequest request = heard(CertificateRequest.class);
    transcript.add(request.encode());
    return request;
  }

  /** A client's Finished of an answer to such a request, as it must be now. */
  public Finished finishedLater() {
    return finishedLater(transcript);
  }

  /** As it would be now behind a message that is not sent yet. */
  public Finished finishedLater(Bytes message) {
    Transcript ahead = transcript.copy();
    ahead.add(message);
    return finishedLater(ahead);
  }

  private Finished finishedLater(Transcript over) {
    byte[] mac = new Hkdf(crypto, suite.hash()).finishedMac(records.writeSecret(), over.hash());
    return new Finished(Bytes.of(mac));
  }

  /** A CertificateVerify of a client over all that was said so far. */
  public CertificateVerify clientVerify(Credential shown) {
    return Proofs.verify(crypto, shown, CertificateVerifyContent.client(transcript.hash()));
  }

  /** The transport ends. */
  public void hangUp() {
    victim.in().eofReturn(0);
  }

  // ---- What a bend may look at

  /** The last message of a type that the victim sent. */
  public <M extends HandshakeMessage> M heard(Class<M> type) {
    return last(received, type);
  }

  /** The last message of a type that the peer said by its script. */
  public <M extends HandshakeMessage> M said(Class<M> type) {
    return last(said, type);
  }

  /** All that the victim has sent so far, as far as the peer has listened. */
  public List<PeerRecord> seen() {
    return List.copyOf(seen);
  }

  /** Reads all that the victim has to say now. */
  public void listen() {
    victim.run();
    for (Optional<PeerRecord> next = records.receive();
        next.isPresent();
        next = records.receive()) {
      note(next.get());
    }
  }

  private static <M> M last(List<HandshakeMessage> among, Class<M> type) {
    return among.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  // ---- What the honest script does

  /**
   * Sends a message of the script, as it is bent.
   *
   * @return the message as the transcript has it
   */
  Bytes move(Move move, HandshakeMessage honest) {
    Bend bend = bends.getOrDefault(move, new Bend());
    said.add(honest);
    Bytes bent = bend.said(honest);
    transcript.add(bent);
    Bytes content = held.plus(bend.sent(bent));
    held = Bytes.EMPTY;
    if (bend.isJoined()) {
      held = content;
      return bent;
    }
    Epoch epoch = bend.epochOr(records.writing());
    for (Bytes piece : bend.pieces(content)) {
      records.send(epoch, bend.type(), piece, bend.padding());
    }
    return bent;
  }

  /** TLS 1.2 is what the victim will be spoken to in. */
  void speakOld() {
    old = true;
  }

  /** Gives the conversation its keys of TLS 1.2. */
  void oldKeys(RecordKeys12 write, RecordKeys12 read) {
    records.oldKeys(write, read);
  }

  /** Another handshake begins on the connection, with bends of its own. */
  void beginAgain(Map<Move, Bend> bendsOfIt) {
    listen();
    bends = Map.copyOf(bendsOfIt);
    transcript = new Transcript(crypto);
    deframer.clear();
  }

  CryptoProvider crypto() {
    return crypto;
  }

  SuiteParameters suite() {
    return suite;
  }

  Transcript transcript() {
    return transcript;
  }

  void choose(SuiteParameters chosen) {
    suite = chosen;
    if (old) {
      transcript.selectHashAndKeep(chosen.hash());
    } else {
      transcript.selectHash(chosen.hash());
    }
  }

  /** The first ClientHello lives on as its hash. */
  void retried(SuiteParameters chosen) {
    choose(chosen);
    transcript.replaceWithMessageHash();
  }

  /** The pre-shared key is used from now on. */
  void usePsk() {
    early = Optional.of(EarlySecrets.withPsk(crypto, suite.hash(), TestPsk.key()));
  }

  /** Keys of early data, over the ClientHello that was said or heard last. */
  void deriveEarlyKeys() {
    EarlySecrets secrets = EarlySecrets.withPsk(crypto, TestPsk.suite().hash(), TestPsk.key());
    Secret traffic =
        secrets.clientTraffic(transcript.hashWith(TestPsk.suite().hash(), Bytes.EMPTY)).secret();
    RecordKeys keys = new RecordKeys(crypto, TestPsk.suite(), traffic, Epoch.EARLY);
    if (isServer) {
      records.addReadKeys(keys);
    } else {
      records.addWriteKeys(keys);
    }
  }

  void deriveHandshakeKeys(Secret shared) {
    handshakeSecrets =
        early
            .orElseGet(() -> EarlySecrets.withoutPsk(crypto, suite.hash()))
            .handshake(shared, transcript.hash());
    addKeys(Epoch.HANDSHAKE, handshakeSecrets.clientTraffic(), handshakeSecrets.serverTraffic());
  }

  void deriveApplicationKeys() {
    traffic = handshakeSecrets.main().traffic(transcript.hash());
    addKeys(Epoch.APPLICATION, traffic.client(), traffic.server());
  }

  boolean hasApplicationKeys() {
    return traffic != null;
  }

  void writeIn(Epoch epoch) {
    records.writeIn(epoch);
  }

  Finished finished() {
    TrafficSecret own =
        isServer ? handshakeSecrets.serverTraffic() : handshakeSecrets.clientTraffic();
    return new Finished(handshakeSecrets.finishedMac(own, transcript.hash()));
  }

  /** The victim's next handshake message, which counts in the transcript. */
  HandshakeMessage await() {
    while (true) {
      Optional<HandshakeMessage> message = nextMessage();
      if (message.isPresent()) {
        return message.get();
      }
      Optional<PeerRecord> record = records.receive();
      if (record.isEmpty()) {
        victim.run();
        record = records.receive();
      }
      note(record.orElseThrow(() -> new EndOfScript("the victim says nothing")));
    }
  }

  /** The victim's next handshake message, which must be of a type. */
  <M extends HandshakeMessage> M await(Class<M> type) {
    HandshakeMessage message = await();
    if (!type.isInstance(message)) {
      throw new EndOfScript("the victim sent " + message.type());
    }
    return type.cast(message);
  }

  Outcome outcome() {
    listen();
    boolean stays = !victim.hasFailed() || victim.staysFailed();
    listen();
    return new Outcome(
        victim.ssl(),
        victim.ssl().isEstablished(),
        victim.failure().map(e -> e.reason().orElseThrow()),
        victim.alertsSent(),
        alertsSeen(),
        stays,
        victim.hasEnded(),
        victim.delivered(),
        victim.states(),
        victim.sessions(),
        seen);
  }

  private List<Outcome.SeenAlert> alertsSeen() {
    return seen.stream()
        .filter(r -> r.type().equals(ContentType.ALERT) && r.content().length() == 2)
        .map(
            r ->
                new Outcome.SeenAlert(
                    r.epoch(), r.content().at(0), new AlertDescription(r.content().at(1) & 0xFF)))
        .toList();
  }

  private void addKeys(Epoch epoch, TrafficSecret client, TrafficSecret server) {
    TrafficSecret own = isServer ? server : client;
    TrafficSecret others = isServer ? client : server;
    records.addWriteKeys(new RecordKeys(crypto, suite, own.secret(), epoch));
    records.addReadKeys(new RecordKeys(crypto, suite, others.secret(), epoch));
  }

  private void note(PeerRecord record) {
    seen.add(record);
    if (!record.type().equals(ContentType.HANDSHAKE)) {
      return;
    }
    deframer.add(record.content().toArray(), 0, record.content().length());
    if (record.epoch() == Epoch.APPLICATION && !old) {
      postHandshake();
    }
  }

  private void postHandshake() {
    for (Optional<HandshakeMessage> message = decoded(false);
        message.isPresent();
        message = decoded(false)) {
      if (message.get() instanceof KeyUpdate) {
        records.nextReadKeys();
      }
    }
  }

  private Optional<HandshakeMessage> nextMessage() {
    return decoded(true);
  }

  private Optional<HandshakeMessage> decoded(boolean inTranscript) {
    try {
      Optional<HandshakeDeframer.RawMessage> raw = deframer.next();
      if (raw.isEmpty()) {
        return Optional.empty();
      }
      ProtocolVersion version = old ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3;
      HandshakeMessage message =
          HandshakeMessages.decode(version, raw.get().type(), raw.get().body());
      if (!old && message instanceof ServerHello hello && hello.isHelloRetryRequest()) {
        retried(SuiteParameters.of(hello.cipherSuite()).orElseThrow());
      }
      if (inTranscript) {
        transcript.add(raw.get().bytes());
      }
      received.add(message);
      return Optional.of(message);
    } catch (TlsException e) {
      throw new IllegalStateException("the victim sent what cannot be read", e);
    }
  }

  /** Counts the messages of a type that the victim sent. */
  public long countHeard(HandshakeType type) {
    return received.stream().filter(message -> message.type().equals(type)).count();
  }
}
