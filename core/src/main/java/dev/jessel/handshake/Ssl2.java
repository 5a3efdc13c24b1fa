// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.ssl2.Ssl2Opener;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;
import java.util.Optional;

/**
 * SSLv2, and the ClientHello in its format, with which newer versions can be asked for too (RFC
 * 5246 E.2). The module {@code dev.jessel.legacy} speaks it; without that module nobody does.
 * Immutable and thread-safe.
 */
public interface Ssl2 {
  /** Who speaks it; empty when nobody does. */
  static Optional<Ssl2> speaker() {
    return Ssl2Speaker.FOUND;
  }

  /** Opens the records of one connection. */
  Ssl2Opener opener();

  /**
   * What a ClientHello in the format of SSLv2 says, in terms of the other versions.
   *
   * @throws TlsException when it is malformed
   */
  ClientHello hello(Ssl2Message message) throws TlsException;
}
