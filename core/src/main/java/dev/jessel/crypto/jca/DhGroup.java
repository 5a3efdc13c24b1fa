// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.error.TlsException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;

/**
 * The mathematics of one Diffie-Hellman group, on a curve or not, and its form on the wire.
 * Thread-safe.
 */
interface DhGroup {
  /** Size of a public value on the wire, in bytes. */
  int valueLength();

  /** A fresh key pair. */
  KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException;

  /** The public value as it goes on the wire. */
  byte[] encode(PublicKey key);

  /**
   * The public key that {@code value}, of the right length, stands for.
   *
   * @throws TlsException if it is not in the group
   */
  PublicKey decode(byte[] value) throws TlsException, GeneralSecurityException;

  /**
   * The shared secret, of the group's full size.
   *
   * @throws java.security.InvalidKeyException if the peer's key gives none
   */
  byte[] agree(PrivateKey own, PublicKey peer) throws GeneralSecurityException;
}
