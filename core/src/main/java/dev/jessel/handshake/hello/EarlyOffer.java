// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.keys.KeyLog;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/**
 * Early data that a client is about to send (RFC 9846 4.3.10).
 *
 * @param offered the key that it goes with
 */
record EarlyOffer(PskOffers.Offered offered) {
  /** Early data, if the application asked for it and the first key allows it. */
  static Optional<EarlyOffer> of(PskOffers psks, HandshakeIo io) {
    return psks.first()
        .filter(first -> io.wantsEarlyData() && allows(first.psk(), io))
        .map(EarlyOffer::new);
  }

  /**
   * RFC 9846 4.3.10: early data is spoken as the connection of the session was: its suite, its
   * protocol and its name must be there again.
   */
  private static boolean allows(PreSharedKey psk, HandshakeIo io) {
    Session session = psk.session();
    HandshakeConfig.Names names = io.config().names();
    Optional<Bytes> protocol = session.origin().applicationProtocol();
    return session.grant().maxEarlyData() > 0
        && io.config().preferences().suites().contains(session.suite().suite())
        // A session from a file may not know its name: its server does.
        && (session.origin().serverName().equals(names.serverName())
            || psk.isResumption() && session.origin().serverName().isEmpty())
        && (protocol.isEmpty() || names.applicationProtocols().contains(protocol.get()));
  }

  /** The ClientHello is said; what comes behind it is early data. */
  void begin(HandshakeIo io) {
    Session session = offered.psk().session();
    byte[] hash = io.transcript().hashWith(session.suite().hash(), Bytes.EMPTY);
    TrafficSecret traffic = offered.early().clientTraffic(hash);
    io.facts().earlyExporter(offered.early().exporter(hash));
    io.logSecret(KeyLog.CLIENT_EARLY_TRAFFIC_SECRET, traffic.secret());
    io.logSecret(KeyLog.EARLY_EXPORTER_SECRET, io.facts().earlyExporter().orElseThrow().secret());
    // RFC 9846 E.4: with early data the dummy comes right behind the ClientHello.
    io.sendChangeCipherSpec();
    io.beginEarlyData(session.suite(), traffic, session.grant().maxEarlyData());
  }
}
