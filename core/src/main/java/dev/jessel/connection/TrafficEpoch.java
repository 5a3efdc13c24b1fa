// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.TrafficSecret;

/**
 * The keys that one direction uses at present.
 *
 * @param suite the suite
 * @param secret the traffic secret, from which the next generation grows
 */
record TrafficEpoch(SuiteParameters suite, Secret secret) {
  /** RFC 9846 7.2: the next generation; this one is forgotten. */
  TrafficSecret next(CryptoProvider crypto) {
    TrafficSecret next = TrafficSecret.of(crypto, suite, secret).next();
    destroy();
    return next;
  }

  void destroy() {
    secret.destroy();
  }
}
