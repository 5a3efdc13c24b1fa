// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.Provider;

/**
 * Who does a key exchange.
 *
 * @param generator makes key pairs and reads the peer's keys
 * @param agreement takes both
 */
record ExchangeProviders(Provider generator, Provider agreement) {
  static ExchangeProviders both(Provider provider) {
    return new ExchangeProviders(provider, provider);
  }

  boolean areOne() {
    return ProviderChoice.isOne(generator, agreement);
  }
}
