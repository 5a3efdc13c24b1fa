// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.PeerVerified;
import java.util.Optional;

/**
 * What is known of the client before the keys are.
 *
 * @param flight what the server has said
 * @param verified the client's certificate was accepted, and its signature must come
 * @param anonymous what lets the handshake go on without a certificate
 */
public record ClientSaid12(
    ServerFlight12 flight, Optional<PeerVerified> verified, Optional<ClientProof> anonymous) {
  ClientSaid12(ServerFlight12 flight, Optional<PeerVerified> verified, ClientProof proof) {
    this(flight, verified, Optional.of(proof));
  }
}
