// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.Bytes;

/**
 * What the two Finished messages of a handshake held. A renegotiation is bound to the handshake
 * before it with these (RFC 5746), and the first one sent is {@code tls-unique} (RFC 5929).
 *
 * @param client the client's
 * @param server the server's
 * @param clientFirst whether the client's was sent first: not so in an abbreviated handshake
 */
public record VerifyData(Bytes client, Bytes server, boolean clientFirst) {
  /** RFC 5929 3: the first Finished message of the last handshake. */
  public Bytes tlsUnique() {
    return clientFirst ? client : server;
  }
}
