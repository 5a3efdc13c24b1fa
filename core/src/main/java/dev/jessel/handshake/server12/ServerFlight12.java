// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.handshake.Agreement12;
import dev.jessel.wire.Bytes;

/**
 * What a server has said with its ServerHello.
 *
 * @param terms what was chosen
 * @param agreement what the hellos settled
 * @param sessionId what the session is called; empty when there will be a ticket
 * @param givesTicket whether a ticket was promised
 * @param asksClient whether the client is asked for a certificate
 */
public record ServerFlight12(
    ServerTerms12 terms,
    Agreement12 agreement,
    Bytes sessionId,
    boolean givesTicket,
    boolean asksClient) {}
