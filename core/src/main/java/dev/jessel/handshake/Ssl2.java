// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
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

  /** Whether a cipher kind of SSLv2 can be used with the cryptography at hand. */
  boolean supports(CryptoProvider crypto, SuiteParameters kind);

  /** One end of a new connection. */
  Ssl2Connection connection(CryptoProvider crypto, boolean isServer);
}
