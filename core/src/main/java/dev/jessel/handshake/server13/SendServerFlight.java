// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.EarlyDataStatus;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.ShownCertificate;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import java.util.Optional;

/**
 * The server's flight up to its certificate.
 *
 * @param terms what was chosen
 * @param chosen what the server shows
 */
public record SendServerFlight(Terms terms, ChosenCredential chosen) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    ServerOpening opening = new ServerOpening(terms, Optional.empty());
    HandshakeSecrets secrets = opening.sendHello(io);
    io.readKeys(io.recordAligned(), terms.suite(), secrets.clientTraffic());
    if (terms.hello().extensions().contains(ExtensionType.EARLY_DATA)) {
      io.facts().earlyData(EarlyDataStatus.REJECTED);
      io.ignoreEarlyData(io.config().resumption().earlyData().taken());
    }
    opening.sendExtensions(terms.types().answers(terms.hello().extensions(), io), io);
    io.facts().certificateTypes(terms.types());
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
    return Step.to(new SignServerVerify(new ServerKeys(terms, secrets, asksClient, false), chosen));
  }
}
