// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;

/**
 * A traffic secret with the HKDF that it came from, so that what it stands for needs no other MAC.
 * Not thread-safe, and not to be kept: whoever keeps the secret keeps that alone.
 *
 * @param hkdf of the key schedule
 * @param secret the secret itself
 */
public record TrafficSecret(Hkdf hkdf, Secret secret) {
  /** A secret without its key schedule, of a connection with {@code suite}. */
  public static TrafficSecret of(CryptoProvider crypto, SuiteParameters suite, Secret secret) {
    return new TrafficSecret(new Hkdf(crypto, suite.hash()), secret);
  }

  /** The keys of one direction's records; the secret lives on. */
  public TrafficKeys keys(SuiteParameters suite) {
    return TrafficKeys.of(hkdf, suite.aead(), secret);
  }

  /** RFC 9846 7.2: the secret of the next generation of keys; this one lives on. */
  public TrafficSecret next() {
    return new TrafficSecret(hkdf, hkdf.nextTraffic(secret));
  }
}
