// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Established;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.handshake.post.ExpectServerPostHandshake;
import dev.jessel.keys.Hkdf;

/**
 * The handshake is done; the client gets tickets to come back with, one for each run of this state.
 *
 * @param issuer makes them
 * @param hkdf of the key schedule
 * @param sent tickets that are out already
 * @param then what follows
 */
public record IssueTickets(TicketIssuer issuer, Hkdf hkdf, int sent, ExpectServerPostHandshake then)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    int wanted = issuer.usable() ? issuer.wanted() : 0;
    if (sent >= wanted) {
      io.ticketsMayFollow(issuer, sent);
      return Step.to(new Established(then));
    }
    return issuer.issue(io, sent, hkdf)
        ? Step.to(new IssueTickets(issuer, hkdf, sent + 1, then))
        : Step.blocked(this, Wait.TICKET);
  }
}
