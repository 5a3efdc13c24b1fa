// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** How the two sides of a cipher suite come to a common secret. */
public enum KeyExchangeMethod {
  /** As the extensions of TLS 1.3 say: the suite leaves it open. */
  TLS13,
  /** Ephemeral Diffie-Hellman on an elliptic curve (RFC 8422). */
  ECDHE,
  /** Ephemeral Diffie-Hellman in a finite field. */
  DHE,
  /** The client encrypts the secret with the RSA key of the server's certificate. */
  RSA,
  /** The client encrypts the secret with an RSA key of 512 bits that the server made and signed. */
  RSA_EXPORT,
  /** A pre-shared key and nothing else (RFC 4279). */
  PSK,
  /** A pre-shared key, and Diffie-Hellman in a finite field. */
  DHE_PSK,
  /** A pre-shared key, and Diffie-Hellman on an elliptic curve (RFC 5489). */
  ECDHE_PSK,
  /** A pre-shared key, and a secret encrypted with the server's RSA key. */
  RSA_PSK,
  /** Secure Remote Password (RFC 5054): can be named, never negotiated. */
  SRP;

  /** Whether both sides throw their keys away afterwards, so that recordings stay closed. */
  public boolean isEphemeral() {
    return usesFiniteField() || usesCurve() || this == TLS13 || this == RSA_EXPORT;
  }

  /** Whether the server sends parameters of finite-field Diffie-Hellman. */
  public boolean usesFiniteField() {
    return this == DHE || this == DHE_PSK;
  }

  /** Whether the server sends a point on an elliptic curve. */
  public boolean usesCurve() {
    return this == ECDHE || this == ECDHE_PSK;
  }

  /** Whether the secret, or half of it, is a pre-shared key of TLS 1.2 or older. */
  public boolean usesPsk() {
    return this == PSK || this == DHE_PSK || this == ECDHE_PSK || this == RSA_PSK;
  }

  /** Whether the client encrypts a secret to the RSA key of the server. */
  public boolean transportsKey() {
    return this == RSA || this == RSA_PSK;
  }
}
