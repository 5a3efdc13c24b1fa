// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PskModes;
import dev.jessel.handshake.SessionPeer;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.PreSharedKey;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.OfferedPsk;
import java.util.Optional;

/**
 * A server's way through the keys that a client offers, one after the other.
 *
 * @param terms what was chosen
 * @param offer the keys
 * @param mode how one will be used
 * @param index the one that is looked at
 */
public record PskSearch(Terms terms, PskOffer offer, PskModes.Mode mode, int index) {
  /** What follows when the terms are settled: a search, if there is anything to be found. */
  static WorkState begin(Terms terms, HandshakeIo io) {
    Optional<PskModes.Mode> mode =
        io.config()
            .resumption()
            .modes()
            .choose(terms.hello().extensions(), terms.share().isPresent());
    return terms.psks().isPresent() && mode.isPresent()
        ? new LookUpSession(new PskSearch(terms, terms.psks().get(), mode.get(), 0))
        : new ChooseServerCredential(terms);
  }

  /** What names the key. */
  Bytes identity() {
    return offered().identity();
  }

  OfferedPsk offered() {
    return offer.at(index);
  }

  /** Nothing was found that can be used. */
  WorkState goOn() {
    return index + 1 < offer.size()
        ? new LookUpSession(new PskSearch(terms, offer, mode, index + 1))
        : new ChooseServerCredential(terms);
  }

  /**
   * A key was found that can be used.
   *
   * @throws TlsException when the client does not have it
   */
  WorkState found(PreSharedKey psk, HandshakeIo io) throws TlsException {
    ChosenPsk chosen = new ChosenPsk(index, offer.check(index, psk, io), mode);
    return SessionPeer.matters(psk.session(), io)
        ? new VerifyResumedClient(terms, chosen)
        : new JudgeEarlyData(terms, chosen);
  }
}
