// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.util.HexFormat;

/**
 * Takes the secrets of connections in NSS key log format, so that a debugger can read the traffic.
 * Whoever reads the log reads everything: it is for debugging alone.
 *
 * <p>May be called by many threads at once.
 */
@FunctionalInterface
public interface KeyLog {
  /** Label of the main secret of TLS 1.2 and before. */
  String CLIENT_RANDOM = "CLIENT_RANDOM";

  /** Label of the 0-RTT traffic secret. */
  String CLIENT_EARLY_TRAFFIC_SECRET = "CLIENT_EARLY_TRAFFIC_SECRET";

  /** Label of the 0-RTT exporter secret. */
  String EARLY_EXPORTER_SECRET = "EARLY_EXPORTER_SECRET";

  /** Label of the client's handshake traffic secret. */
  String CLIENT_HANDSHAKE_TRAFFIC_SECRET = "CLIENT_HANDSHAKE_TRAFFIC_SECRET";

  /** Label of the server's handshake traffic secret. */
  String SERVER_HANDSHAKE_TRAFFIC_SECRET = "SERVER_HANDSHAKE_TRAFFIC_SECRET";

  /** Label of the client's first application traffic secret. */
  String CLIENT_TRAFFIC_SECRET_0 = "CLIENT_TRAFFIC_SECRET_0";

  /** Label of the server's first application traffic secret. */
  String SERVER_TRAFFIC_SECRET_0 = "SERVER_TRAFFIC_SECRET_0";

  /** Label of the exporter secret. */
  String EXPORTER_SECRET = "EXPORTER_SECRET";

  /**
   * Takes one line, without a line end: label, client random and secret, the latter two in hex.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9850">RFC 9850, the SSLKEYLOGFILE format</a>
   */
  void line(String nssLine);

  /** Formats and logs one secret, which lives on. */
  default void log(String label, Bytes clientRandom, Secret secret) {
    String hex = secret.expose(HexFormat.of()::formatHex);
    line(label + " " + clientRandom.hex() + " " + hex);
  }
}
