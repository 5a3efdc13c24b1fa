// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;
import java.time.Instant;
import java.util.Optional;

/**
 * What two peers agreed on and may come back to.
 *
 * @param suite the suite; a PSK keeps its hash
 * @param psk the pre-shared key that a ticket stands for (RFC 9846 4.7.1)
 * @param ticket what a client sends to name the session; on a server the ticket's nonce
 * @param received when it was made, by the clock of this side
 * @param lifetimeSeconds how long it may be used, 0 to 604800
 * @param ageAdd what a client adds to the age that it tells
 * @param serverName the name that the client asked for
 * @param applicationProtocol the protocol that was chosen
 */
public record Session(
    SuiteParameters suite,
    Secret psk,
    Bytes ticket,
    Instant received,
    long lifetimeSeconds,
    long ageAdd,
    Optional<String> serverName,
    Optional<Bytes> applicationProtocol) {
  /** RFC 9846 4.7.1: no ticket lives longer than a week. */
  public static final long MAX_LIFETIME_SECONDS = 604_800;
}
