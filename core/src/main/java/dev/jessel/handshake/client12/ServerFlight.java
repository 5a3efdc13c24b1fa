// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.wire.message.ServerKeyParameters;
import java.util.Optional;

/**
 * What a server has said with its first flight.
 *
 * @param terms what is settled
 * @param parameters its key share or hint; empty when it sent none
 * @param proof what is known of it
 */
public record ServerFlight(
    ServerTerms terms, Optional<ServerKeyParameters> parameters, ServerProof proof) {}
