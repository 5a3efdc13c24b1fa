// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.BinderChecked;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Received;
import dev.jessel.keys.Transcript;
import dev.jessel.session.PreSharedKey;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.OfferedPsk;
import dev.jessel.wire.extension.PreSharedKeyClient;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/** The pre-shared keys that a client offers, with all that its binders cover. */
public final class PskOffer {
  /** A client may fill a ClientHello with identities, each of which costs a search. */
  private static final int MAX_LOOKED_AT = 8;

  private final PreSharedKeyClient keys;
  private final Transcript before;
  private final Bytes truncatedHello;

  private PskOffer(PreSharedKeyClient keys, Transcript before, Bytes truncatedHello) {
    this.keys = keys;
    this.before = before;
    this.truncatedHello = truncatedHello;
  }

  /** What a ClientHello offers. The transcript must not have it yet. */
  public static Optional<PskOffer> of(ClientHello hello, Received received, HandshakeIo io) {
    Bytes whole = received.bytes();
    return hello
        .extensions()
        .find(PreSharedKeyClient.class)
        .map(
            keys ->
                new PskOffer(
                    keys,
                    io.transcript().copy(),
                    whole.slice(0, whole.length() - keys.bindersSize())));
  }

  /** How many of the keys are looked at. */
  int size() {
    return Math.min(keys.identities().size(), MAX_LOOKED_AT);
  }

  /** What names one of them. */
  OfferedPsk at(int index) {
    return keys.identities().get(index);
  }

  /** The client's proof that it has one of them. */
  Bytes binder(int index) {
    return keys.binders().get(index);
  }

  /** Whether the first of them is for a hash, as far as its binder's length tells. */
  boolean isFirstFor(HashAlgorithm hash) {
    return binder(0).length() == hash.length();
  }

  /** Has the client proved that it has one of them? */
  BinderChecked check(int index, PreSharedKey psk, HandshakeIo io) throws TlsException {
    return BinderChecked.check(psk, binder(index), before.hashWith(psk.hash(), truncatedHello), io);
  }
}
