// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.Hkdf;
import dev.jessel.record.Aead13Protection;
import dev.jessel.record.RecordProtection;

/**
 * The keys that one direction uses at present.
 *
 * @param suite the suite
 * @param secret the traffic secret, from which the next generation grows
 */
record TrafficEpoch(SuiteParameters suite, Secret secret) {
  RecordProtection protection(CryptoProvider crypto) {
    return Aead13Protection.of(crypto, suite, secret);
  }

  /** RFC 9846 7.2: the next generation; this one is forgotten. */
  TrafficEpoch next(CryptoProvider crypto) {
    Secret next = new Hkdf(crypto, suite.hash()).nextTraffic(secret);
    destroy();
    return new TrafficEpoch(suite, next);
  }

  void destroy() {
    secret.destroy();
  }
}
