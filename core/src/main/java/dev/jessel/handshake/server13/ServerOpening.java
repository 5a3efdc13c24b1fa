// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.PublicValues;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeKeys;
import dev.jessel.handshake.HelloRandom;
import dev.jessel.handshake.RecordSizeTerms;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.PreSharedKeyServer;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.extension.ServerNameAck;
import dev.jessel.wire.extension.TicketPromise;
import dev.jessel.wire.message.EncryptedExtensions;
import dev.jessel.wire.message.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How every flight of a server begins: ServerHello, new keys, EncryptedExtensions.
 *
 * @param terms what was chosen
 * @param psk the pre-shared key that is used
 */
record ServerOpening(Terms terms, Optional<ChosenPsk> psk) {
  /** Sends the ServerHello and derives what follows from it. */
  HandshakeSecrets sendHello(HandshakeIo io) throws TlsException {
    Optional<Encapsulation> agreed = encapsulate(io);
    sendHello(agreed, io);
    HandshakeSecrets secrets =
        HandshakeKeys.derive(
            terms.suite(),
            psk.map(chosen -> chosen.proof().early()),
            agreed.map(
                a -> new HandshakeKeys.Shared(terms.share().orElseThrow().group(), a.secret())),
            io);
    io.writeKeys(terms.suite(), secrets.serverTraffic());
    return secrets;
  }

  /**
   * Sends the EncryptedExtensions.
   *
   * @param more what this flight has to say besides
   */
  void sendExtensions(List<Extension> more, HandshakeIo io) throws TlsException {
    io.facts().applicationProtocol(terms.applicationProtocol());
    List<Extension> answers = new ArrayList<>(more);
    boolean resumes = psk.filter(chosen -> chosen.psk().isResumption()).isPresent();
    if (io.config().offers().acknowledgesName()
        && io.facts().serverName().isPresent()
        && !resumes) {
      // RFC 6066 3: the name was used, be it only to choose among certificates; a session has its.
      answers.add(new ServerNameAck());
    }
    terms.applicationProtocol().ifPresent(protocol -> answers.add(new SelectedProtocol(protocol)));
    RecordSizeTerms.of(ProtocolVersion.TLS_1_3)
        .answerByServer(terms.hello().extensions(), io)
        .ifPresent(answers::add);
    TicketIssuer.promised(terms, psk.isPresent(), io)
        .ifPresent(count -> answers.add(new TicketPromise(count)));
    answers.addAll(
        CustomExtensions.answer(
            ExtensionPlace.ENCRYPTED_EXTENSIONS, terms.hello().extensions(), io));
    io.send(new EncryptedExtensions(Extensions.of(answers)));
  }

  private Optional<Encapsulation> encapsulate(HandshakeIo io) throws TlsException {
    boolean alone = psk.filter(ChosenPsk::isAlone).isPresent();
    if (alone) {
      return Optional.empty();
    }
    KeyShareEntry share = terms.share().orElseThrow();
    KeyExchange exchange = io.crypto().keyExchange(share.group());
    Encapsulation agreed = exchange.encapsulate(share.keyExchange());
    io.facts().publicValues(new PublicValues(exchange, agreed.publicValue(), share.keyExchange()));
    return Optional.of(agreed);
  }

  private void sendHello(Optional<Encapsulation> agreed, HandshakeIo io) throws TlsException {
    byte[] random = HelloRandom.ofServer(io);
    io.facts().serverRandom(Bytes.of(random));
    io.transcript().selectHash(terms.suite().hash());
    io.send(
        new ServerHello(
            ProtocolVersion.TLS_1_2,
            Bytes.of(random),
            terms.hello().sessionId(),
            terms.suite().suite(),
            0,
            Extensions.of(extensions(agreed, io))));
    if (!terms.hello().sessionId().isEmpty()) {
      // RFC 9846 E.4: the client asked for it with a session id.
      io.sendChangeCipherSpec();
    }
  }

  private List<Extension> extensions(Optional<Encapsulation> agreed, HandshakeIo io)
      throws TlsException {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new SelectedVersion(ProtocolVersion.TLS_1_3));
    agreed.ifPresent(
        a ->
            extensions.add(
                new KeyShareServer(
                    new KeyShareEntry(terms.share().orElseThrow().group(), a.publicValue()))));
    extensions.addAll(
        CustomExtensions.answer(ExtensionPlace.SERVER_HELLO, terms.hello().extensions(), io));
    psk.ifPresent(chosen -> extensions.add(new PreSharedKeyServer(chosen.index())));
    return extensions;
  }
}
