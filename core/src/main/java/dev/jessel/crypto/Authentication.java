// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** How the server of a cipher suite shows who it is. */
public enum Authentication {
  /** As the extensions of TLS 1.3 say: the suite leaves it open. */
  TLS13,
  /** A certificate with an RSA key. */
  RSA,
  /** A certificate with a key for ECDSA or EdDSA (RFC 8422). */
  ECDSA,
  /** A certificate with a DSA key: can be named, never negotiated. */
  DSS,
  /** By knowing the pre-shared key. */
  PSK,
  /** By knowing the verifier of the password (RFC 5054): can be named, never negotiated. */
  SRP,
  /** Not at all: anyone could be there. */
  NONE;

  /** Whether the server sends a certificate because of the suite. */
  public boolean usesCertificate() {
    return this == RSA || this == ECDSA || this == DSS;
  }
}
