// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

/** Bits of the key usage extension (RFC 5280 4.2.1.3) that TLS has to do with. */
final class KeyUsageBit {
  static final int DIGITAL_SIGNATURE = 0;
  static final int KEY_ENCIPHERMENT = 2;
  static final int KEY_AGREEMENT = 4;
  static final int KEY_CERT_SIGN = 5;
  static final int CRL_SIGN = 6;

  private KeyUsageBit() {}
}
