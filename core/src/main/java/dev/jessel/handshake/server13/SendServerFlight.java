// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.PublicValues;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeKeys;
import dev.jessel.handshake.HelloRandom;
import dev.jessel.handshake.RecordSizeTerms;
import dev.jessel.handshake.ShownCertificate;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.message.EncryptedExtensions;
import dev.jessel.wire.message.ServerHello;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's flight up to its certificate.
 *
 * @param terms what was chosen
 * @param chosen what the server shows
 */
public record SendServerFlight(Terms terms, ChosenCredential chosen) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    KeyExchange exchange = io.crypto().keyExchange(terms.share().group());
    Bytes theirs = terms.share().keyExchange();
    Encapsulation agreed = exchange.encapsulate(theirs);
    io.facts().publicValues(new PublicValues(exchange, agreed.publicValue(), theirs));
    sendServerHello(agreed.publicValue(), io);
    HandshakeSecrets secrets =
        HandshakeKeys.derive(terms.suite(), terms.share().group(), agreed.secret(), io);
    io.writeKeys(terms.suite(), secrets.serverTraffic());
    io.readKeys(io.recordAligned(), terms.suite(), secrets.clientTraffic());
    if (terms.hello().extensions().contains(ExtensionType.EARLY_DATA)) {
      io.ignoreEarlyData();
    }
    io.facts().applicationProtocol(terms.applicationProtocol());
    io.send(new EncryptedExtensions(Extensions.of(answers(io))));
    boolean asksClient = CertificateTerms.asksClient(io);
    if (asksClient) {
      io.send(CertificateTerms.request(Bytes.EMPTY, io));
    }
    io.send(
        ShownCertificate.of(
            chosen.certificateMessage(Bytes.EMPTY, terms.types().server()),
            chosen.credential(),
            terms.hello().extensions(),
            io));
    return Step.to(new SignServerVerify(new ServerKeys(terms, secrets, asksClient), chosen));
  }

  private void sendServerHello(Bytes share, HandshakeIo io) {
    byte[] random = HelloRandom.ofServer(io);
    io.facts().serverRandom(Bytes.of(random));
    KeyShareEntry entry = new KeyShareEntry(terms.share().group(), share);
    io.transcript().selectHash(terms.suite().hash());
    io.send(
        new ServerHello(
            ProtocolVersion.TLS_1_2,
            Bytes.of(random),
            terms.hello().sessionId(),
            terms.suite().suite(),
            0,
            Extensions.of(
                List.of(new SelectedVersion(ProtocolVersion.TLS_1_3), new KeyShareServer(entry)))));
    if (!terms.hello().sessionId().isEmpty()) {
      // RFC 9846 E.4: the client asked for it with a session id.
      io.sendChangeCipherSpec();
    }
  }

  private List<Extension> answers(HandshakeIo io) {
    List<Extension> answers = new ArrayList<>();
    terms.applicationProtocol().ifPresent(protocol -> answers.add(new SelectedProtocol(protocol)));
    RecordSizeTerms.of(ProtocolVersion.TLS_1_3)
        .answerByServer(terms.hello().extensions(), io)
        .ifPresent(answers::add);
    answers.addAll(terms.types().answers());
    io.facts().certificateTypes(terms.types());
    return answers;
  }
}
