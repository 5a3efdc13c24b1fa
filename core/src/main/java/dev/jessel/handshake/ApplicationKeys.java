// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.keys.KeyLog;
import dev.jessel.keys.MainSecrets;
import dev.jessel.keys.TrafficSecrets;

/**
 * The last stage of the key schedule, known with the server's Finished.
 *
 * @param main yields the resumption secret once the client's Finished is known
 * @param traffic protects application data
 */
public record ApplicationKeys(MainSecrets main, TrafficSecrets traffic) {
  /** Derives them over the transcript up to the server's Finished, and tells log and exporter. */
  public static ApplicationKeys derive(MainSecrets main, HandshakeIo io) {
    TrafficSecrets traffic = main.traffic(io.transcript().hash());
    io.logSecret(KeyLog.CLIENT_TRAFFIC_SECRET_0, traffic.client().secret());
    io.logSecret(KeyLog.SERVER_TRAFFIC_SECRET_0, traffic.server().secret());
    io.logSecret(KeyLog.EXPORTER_SECRET, traffic.exporter().secret());
    io.facts().exporter(traffic.exporter());
    return new ApplicationKeys(main, traffic);
  }
}
