// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.EarlyDataStatus;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.keys.KeyLog;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.session.PreSharedKey;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The server's flight in a handshake with a pre-shared key: there is nothing to show and nothing to
 * sign.
 *
 * @param terms what was chosen
 * @param chosen the key
 * @param early whether early data is taken
 */
public record SendPskFlight(Terms terms, ChosenPsk chosen, boolean early) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    note(chosen.psk(), io);
    Optional<TrafficSecret> earlyTraffic = early ? Optional.of(earlyTraffic(io)) : Optional.empty();
    ServerOpening opening = new ServerOpening(terms, Optional.of(chosen));
    HandshakeSecrets secrets = opening.sendHello(io);
    if (earlyTraffic.isPresent()) {
      io.takeEarlyData(io.recordAligned(), terms.suite(), earlyTraffic.get(), limit(io));
    } else {
      io.readKeys(io.recordAligned(), terms.suite(), secrets.clientTraffic());
      leaveEarlyData(io);
    }
    opening.sendExtensions(answers(io), io);
    ServerKeys keys = new ServerKeys(terms, secrets, false, true);
    ApplicationKeys application = keys.sendFinished(io);
    ClientProof client = ClientProof.of(chosen.proof());
    return Step.to(
        early
            ? new ExpectEndOfEarlyData(keys, application, client)
            : new ExpectClientFinished(keys, application, client));
  }

  private static void note(PreSharedKey psk, HandshakeIo io) {
    if (psk.isResumption()) {
      io.facts().noteResumed(psk.session());
    } else {
      io.facts().pskIdentity(psk.identity());
    }
  }

  /** RFC 9846 7.1: over the ClientHello alone, which the transcript ends with now. */
  private TrafficSecret earlyTraffic(HandshakeIo io) {
    io.transcript().selectHash(terms.suite().hash());
    byte[] hash = io.transcript().hash();
    EarlySecrets secrets = chosen.proof().early();
    TrafficSecret traffic = secrets.clientTraffic(hash);
    io.facts().earlyExporter(secrets.exporter(hash));
    io.facts().earlyData(EarlyDataStatus.ACCEPTED);
    io.logSecret(KeyLog.CLIENT_EARLY_TRAFFIC_SECRET, traffic.secret());
    io.logSecret(KeyLog.EARLY_EXPORTER_SECRET, io.facts().earlyExporter().orElseThrow().secret());
    return traffic;
  }

  /** What the ticket allowed, and never more than this server takes now. */
  private long limit(HandshakeIo io) {
    return Math.min(
        chosen.psk().session().grant().maxEarlyData(),
        io.config().resumption().earlyData().taken());
  }

  private void leaveEarlyData(HandshakeIo io) {
    if (terms.hello().extensions().contains(ExtensionType.EARLY_DATA)) {
      io.facts().earlyData(EarlyDataStatus.REJECTED);
      io.ignoreEarlyData(io.config().resumption().earlyData().taken());
    }
  }

  private List<Extension> answers(HandshakeIo io) {
    List<Extension> answers = new ArrayList<>();
    if (early) {
      answers.add(new EarlyDataIndication(OptionalLong.empty()));
    }
    answers.addAll(CertificateTypeTerms.answersOfResumed(terms.hello().extensions(), io));
    return answers;
  }
}
