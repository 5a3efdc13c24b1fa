// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.EarlyDataOffer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.Extensions;
import java.time.Duration;

/**
 * A client that has a key may have sent early data with it: is it taken?
 *
 * @param terms what was chosen
 * @param chosen the key
 */
public record JudgeEarlyData(Terms terms, ChosenPsk chosen) implements WorkState {
  /** RFC 9846 8.3: the client's clock and ours are less than this apart, in milliseconds. */
  static final long AGE_TOLERANCE_MILLIS = 10_000;

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    if (!mayBeTaken(io)) {
      return Step.to(new SendPskFlight(terms, chosen, false));
    }
    Answer<Boolean> answer =
        io.decisions().earlyData(new EarlyDataOffer(chosen.psk(), fingerprint(io)));
    return answer.isLater()
        ? Step.blocked(this, Wait.EARLY_DATA)
        : Step.to(new SendPskFlight(terms, chosen, answer.value()));
  }

  // RFC 9846 8.1 and 8.2: who knows its tickets again knows its ClientHellos again, and takes
  // nothing from a client either that uses a ticket twice.
  private Bytes fingerprint(HandshakeIo io) {
    if (!chosen.psk().isResumption()) {
      return terms.psks().orElseThrow().binder(chosen.index());
    }
    byte[] ticket = terms.psks().orElseThrow().at(chosen.index()).identity().toArray();
    Hash hash = io.crypto().hash(HashAlgorithm.SHA_256);
    hash.update(ticket, 0, ticket.length);
    return Bytes.of(hash.digest());
  }

  private boolean mayBeTaken(HandshakeIo io) {
    Extensions asked = terms.hello().extensions();
    Session session = chosen.psk().session();
    // RFC 9846 4.3.10: the first key, and its suite and protocol; its name was looked at.
    return asked.contains(ExtensionType.EARLY_DATA)
        && io.wantsEarlyData()
        && chosen.index() == 0
        && session.grant().maxEarlyData() > 0
        && io.config().resumption().earlyData().granted() > 0
        && session.suite().suite().equals(terms.suite().suite())
        && session.origin().applicationProtocol().equals(terms.applicationProtocol())
        && session.origin().serverName().equals(io.facts().serverName())
        // RFC 8449 4: records under the early keys know nothing of our limit, which comes with the
        // answer.
        && !(asked.contains(ExtensionType.RECORD_SIZE_LIMIT)
            && io.config().sizes().recordSizeLimit().isPresent())
        && isFresh(chosen.psk(), io);
  }

  /** RFC 9846 8.3: a ClientHello that says another age than the ticket has is an old one. */
  private boolean isFresh(PreSharedKey psk, HandshakeIo io) {
    if (!psk.isResumption()) {
      return true;
    }
    long told = psk.toldAge(terms.psks().orElseThrow().at(chosen.index()).obfuscatedTicketAge());
    // Negative where another server's clock made the ticket, or ours was set back: an age that
    // stood still until then would be fresh for longer than a ClientHello is remembered.
    long ours = Duration.between(psk.session().lifetime().made(), io.now()).toMillis();
    return Math.abs(ours - told) < AGE_TOLERANCE_MILLIS;
  }
}
