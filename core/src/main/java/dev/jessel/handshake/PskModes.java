// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import java.util.List;
import java.util.Optional;

/**
 * How a pre-shared key may be used (RFC 9846 4.3.9): with a key exchange always, without one if
 * that is allowed.
 *
 * @param alone whether the key alone will do, which gives forward secrecy away
 * @param preferAlone whether a server that may choose takes it
 * @param sha256First whether a server that has keys from outside of TLS prefers suites with
 *     SHA-256, for which such keys are made
 */
public record PskModes(boolean alone, boolean preferAlone, boolean sha256First) {
  /** Always with a key exchange. */
  public static final PskModes DEFAULT = new PskModes(false, false, false);

  /** What is done with a key. */
  public enum Mode {
    /** {@code psk_ke}: the key alone. */
    ALONE,
    /** {@code psk_dhe_ke}: the key and a key exchange. */
    WITH_KEY_EXCHANGE
  }

  /** What a client offers, and what its tickets can be used for. */
  public PskKeyExchangeModes offer() {
    return new PskKeyExchangeModes(
        alone
            ? List.of(PskKeyExchangeModes.PSK_DHE_KE, PskKeyExchangeModes.PSK_KE)
            : List.of(PskKeyExchangeModes.PSK_DHE_KE));
  }

  /** Whether a client can use the tickets of a server with these settings. */
  public boolean fit(Extensions offered) {
    return offers(offered, PskKeyExchangeModes.PSK_DHE_KE)
        || alone && offers(offered, PskKeyExchangeModes.PSK_KE);
  }

  /**
   * A server's choice.
   *
   * @param offered the client's extensions
   * @param hasShare whether there is a key share to be used
   * @return empty when no key can be used
   */
  public Optional<Mode> choose(Extensions offered, boolean hasShare) {
    boolean without = alone && offers(offered, PskKeyExchangeModes.PSK_KE);
    boolean with = hasShare && offers(offered, PskKeyExchangeModes.PSK_DHE_KE);
    if (with && !(without && preferAlone)) {
      return Optional.of(Mode.WITH_KEY_EXCHANGE);
    }
    return without ? Optional.of(Mode.ALONE) : Optional.empty();
  }

  private static boolean offers(Extensions offered, int mode) {
    return offered
        .find(PskKeyExchangeModes.class)
        .filter(modes -> modes.modes().contains(mode))
        .isPresent();
  }
}
