// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;

/**
 * Asks a policy about the things of a handshake, and says how strong they are.
 *
 * @param policy a level, or an application
 */
public record SecurityRules(SecurityPolicy policy) {
  /** Whether a suite may be used. */
  public boolean allows(CipherSuite suite) {
    int bits =
        SuiteParameters.of(suite).map(known -> SuiteGrade.of(known).strengthBits()).orElse(0);
    return policy.allows(SecurityOperation.CIPHER_SUPPORTED, bits, suite.code());
  }

  /** Whether a group may be used. */
  public boolean allows(NamedGroup group) {
    return policy.allows(SecurityOperation.CURVE_SUPPORTED, Strength.of(group), group.code());
  }

  /** Whether a signature scheme may be used. */
  public boolean allows(SignatureScheme scheme) {
    return policy.allows(SecurityOperation.SIGALG_SUPPORTED, Strength.of(scheme), scheme.code());
  }

  /** Whether a version may be spoken. */
  public boolean allows(ProtocolVersion version) {
    return policy.allows(SecurityOperation.VERSION, 0, version.code());
  }

  /** Whether tickets may be used in TLS 1.2. */
  public boolean allowsTickets() {
    return policy.allows(SecurityOperation.TICKET, 0, 0);
  }

  /** Whether finite-field Diffie-Hellman with a modulus of so many bits may be used. */
  public boolean allowsModulus(int bits) {
    return policy.allows(SecurityOperation.TMP_DH, Strength.ofModulus(bits), 0);
  }
}
