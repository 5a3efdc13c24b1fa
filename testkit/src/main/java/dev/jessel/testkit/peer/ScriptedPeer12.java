// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.keys.FinishedSender;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.MainSecret12;
import dev.jessel.keys.Premaster;
import dev.jessel.keys.Prf;
import dev.jessel.keys.SideKeys;
import dev.jessel.record.Tls12Protection;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.HandshakeMessages;
import dev.jessel.wire.message.ServerHello;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A scripted peer that speaks TLS 1.2, with keys of its own making.
 *
 * @param <P> the kind of peer
 */
public abstract class ScriptedPeer12<P extends ScriptedPeer12<P>> extends ScriptedPeer<P> {
  private static final int MESSAGE_HEADER = 4;

  private UnaryOperator<Secret> mainBend = UnaryOperator.identity();
  private Optional<Bytes> psk = Optional.empty();
  private Optional<Remembered> resumed = Optional.empty();
  private Optional<P> next = Optional.empty();
  private Optional<ScriptedPeer12<P>> earlier = Optional.empty();
  private boolean resumesEarlier;
  private ClientHello clientHello;
  private ServerHello serverHello;
  private SuiteParameters suite;
  private MainSecret12 main;
  private KeyBlock block;
  private Bytes ticket = Bytes.EMPTY;
  private Bytes saidFinished = Bytes.EMPTY;

  ScriptedPeer12() {}

  // ---- Settings and bends of its own

  /** A pre-shared key, for the suites that need one. */
  public P psk(Bytes key) {
    psk = Optional.of(key);
    return self();
  }

  /** Resumes what an earlier peer remembers. */
  public P resume(Remembered session) {
    resumed = Optional.of(session);
    return self();
  }

  /** In a renegotiation: resumes what the handshake before made. */
  public P resumeEarlier() {
    resumesEarlier = true;
    return self();
  }

  /**
   * Another handshake follows on the same connection, when all of this script is done.
   *
   * @param other the script of that handshake; bent like any other one
   */
  public P renegotiate(P other) {
    next = Optional.of(other);
    return self();
  }

  /** Uses another main secret than the honest one, for all that comes of it. */
  public P wrongKeys() {
    mainBend =
        honest -> {
          byte[] other = honest.expose(byte[]::clone);
          other[0] ^= 1;
          return Secret.take(other);
        };
    return self();
  }

  /** What the handshake left; for another peer's {@link #resume}. */
  public Remembered remembered() {
    Bytes id = ticket.isEmpty() ? serverHello.sessionId() : Bytes.EMPTY;
    return new Remembered(suite, main.secret().copy(), isExtended(), id, ticket);
  }

  /** What the peer's own Finished held; empty before it. */
  public Bytes finished() {
    return saidFinished;
  }

  // ---- What the scripts share

  @Override
  final void speak(Conversation conversation) {
    super.speak(conversation);
    if (next.isPresent()) {
      next.get().follow(this, conversation);
    }
  }

  final void follow(ScriptedPeer12<P> before, Conversation conversation) {
    earlier = Optional.of(before);
    if (resumesEarlier) {
      resumed = Optional.of(before.remembered());
    }
    conversation.beginAgain(bends());
    speak(conversation);
  }

  /** True in a renegotiation. */
  final boolean isFollowing() {
    return earlier.isPresent();
  }

  /** RFC 5746 3.2: what the peer says of the handshake before; empty in a first one. */
  final RenegotiationInfo renegotiationInfo(Conversation talk) {
    if (earlier.isEmpty()) {
      return new RenegotiationInfo(Bytes.EMPTY);
    }
    Bytes own = earlier.get().saidFinished;
    Bytes both = isServer() ? talk.heard(Finished.class).verifyData().plus(own) : own;
    return new RenegotiationInfo(both);
  }

  @Override
  final boolean speaksOld() {
    return true;
  }

  final Optional<Remembered> resumed() {
    return resumed;
  }

  final void noteTicket(Bytes value) {
    ticket = value;
  }

  final SuiteParameters suite() {
    return suite;
  }

  final ClientHello clientHello() {
    return clientHello;
  }

  final ServerHello serverHello() {
    return serverHello;
  }

  final void agreed(ClientHello client, ServerHello server, Conversation talk) {
    clientHello = client;
    serverHello = server;
    suite = SuiteParameters.of(server.cipherSuite()).orElseThrow(() -> new EndOfScript("suite"));
    talk.choose(suite);
  }

  final boolean isExtended() {
    return both(ExtensionType.EXTENDED_MASTER_SECRET);
  }

  private boolean both(ExtensionType type) {
    return clientHello.extensions().contains(type) && serverHello.extensions().contains(type);
  }

  /** Both randoms, the client's first. */
  final Bytes randoms() {
    return clientHello.random().plus(serverHello.random());
  }

  /** Adds the pre-shared key, where the suite has one. */
  final Secret premaster(Optional<Secret> exchanged) {
    if (!suite.keyExchange().usesPsk()) {
      return exchanged.orElseThrow();
    }
    Secret key = Secret.take(psk.orElseThrow().toArray());
    return exchanged.map(other -> Premaster.psk(other, key)).orElseGet(() -> Premaster.psk(key));
  }

  final void derive(Conversation talk, Secret premaster) {
    Prf prf = Prf.tls12(talk.crypto(), suite.hash());
    MainSecret12 honest =
        isExtended()
            ? MainSecret12.extended(prf, premaster, talk.transcript())
            : MainSecret12.of(prf, premaster, clientHello.random(), serverHello.random());
    install(talk, honest.secret());
  }

  final void deriveFrom(Conversation talk, Remembered session) {
    install(talk, session.main());
  }

  private void install(Conversation talk, Secret honest) {
    Prf prf = Prf.tls12(talk.crypto(), suite.hash());
    main = MainSecret12.resumed(prf, mainBend.apply(honest));
    block = main.keyBlock(suite, clientHello.random(), serverHello.random());
    talk.oldKeys(
        keys(talk.crypto(), isServer() ? block.server() : block.client()),
        keys(talk.crypto(), isServer() ? block.client() : block.server()));
  }

  private RecordKeys12 keys(CryptoProvider crypto, SideKeys side) {
    SideKeys copy = new SideKeys(side.macKey().copy(), side.key().copy(), side.iv());
    boolean encryptThenMac = both(ExtensionType.ENCRYPT_THEN_MAC);
    return new RecordKeys12(Tls12Protection.of(crypto, suite, copy, encryptThenMac));
  }

  /** The keys that the peer writes with, for records that are made by hand. */
  final SideKeys writeKeys() {
    return isServer() ? block.server() : block.client();
  }

  final void sayFinished(Conversation talk) {
    if (main == null) {
      throw new EndOfScript("there are no keys for a Finished");
    }
    FinishedSender side = isServer() ? FinishedSender.SERVER : FinishedSender.CLIENT;
    saidFinished = main.finishedMac(side, talk.transcript());
    talk.move(Move.FINISHED, new Finished(saidFinished));
  }

  static <M extends HandshakeMessage> void awaitUpTo(Conversation talk, Class<M> type) {
    HandshakeMessage message = talk.await();
    while (!type.isInstance(message)) {
      message = talk.await();
    }
  }

  /** A message as it was said, or the honest one when it cannot be read any more. */
  static <M extends HandshakeMessage> M read(Class<M> type, M honest, Bytes said) {
    if (said.length() < MESSAGE_HEADER) {
      return honest;
    }
    try {
      HandshakeMessage read =
          HandshakeMessages.decode(
              ProtocolVersion.TLS_1_2,
              new HandshakeType(said.at(0) & 0xFF),
              ByteReader.of(said.slice(MESSAGE_HEADER, said.length() - MESSAGE_HEADER)));
      return type.isInstance(read) ? type.cast(read) : honest;
    } catch (TlsException e) {
      return honest;
    }
  }
}
