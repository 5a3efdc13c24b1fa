// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

/**
 * What JCA calls the two halves of a key exchange.
 *
 * @param group one group of those that go by these names
 * @param generator the algorithm that makes key pairs
 * @param agreement the algorithm that comes to a secret
 */
record ExchangeForm(String group, String generator, String agreement) {
  static ExchangeForm of(NistCurve curve) {
    return new ExchangeForm(curve.name(), "EC", "ECDH");
  }

  /** X25519 and X448 have one name for all. */
  static ExchangeForm xdh(String name) {
    return new ExchangeForm(name, name, name);
  }
}
