// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.error.TlsException;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;

/**
 * All the cryptography of a TLS context, and its randomness.
 *
 * <p>Thread-safe. What it hands out is as thread-safe as its own page says. Ask {@code supports}
 * before asking for a thing that may be missing: the methods throw {@link IllegalArgumentException}
 * for what is not supported.
 */
public interface CryptoProvider {
  /** Whether TLS 1.3 can be spoken with this suite. */
  boolean supports(CipherSuite suite);

  /** Whether keys can be exchanged in this group. */
  boolean supports(NamedGroup group);

  /** Whether signatures in this scheme can be checked. */
  boolean supports(SignatureScheme scheme);

  /** A hash that has seen nothing yet. */
  Hash hash(HashAlgorithm algorithm);

  /** HMAC under {@code key}, which may be destroyed as soon as this returns. */
  Hmac hmac(HashAlgorithm algorithm, Secret key);

  /**
   * An AEAD under {@code key}, which may be destroyed as soon as this returns.
   *
   * @throws IllegalArgumentException if the key is not of the algorithm's size
   */
  Aead aead(AeadAlgorithm algorithm, Secret key);

  /** The key exchange of {@code group}. */
  KeyExchange keyExchange(NamedGroup group);

  /**
   * A signer with {@code key}.
   *
   * @throws InvalidKeyException if the key cannot sign in {@code scheme}
   */
  Signer signer(PrivateKey key, SignatureScheme scheme) throws InvalidKeyException;

  /**
   * A verifier for {@code key}. An ECDSA scheme is taken as TLS 1.3 defines it, for one curve.
   *
   * @throws TlsException with an illegal_parameter alert if the key is not one for {@code scheme}
   */
  Verifier verifier(PublicKey key, SignatureScheme scheme) throws TlsException;

  /**
   * The TLS 1.3 schemes in which {@code key} can sign a handshake, the usual one first; empty if
   * there is none.
   *
   * <p>A key in a token may not tell its curve or size; then every scheme of its algorithm is
   * listed, and the public key is the one to ask.
   */
  List<SignatureScheme> schemesFor(PrivateKey key);

  /** The TLS 1.3 schemes in which a signature of {@code key}'s owner can be checked. */
  List<SignatureScheme> schemesFor(PublicKey key);

  /** Fills {@code destination} with random bytes. */
  void randomBytes(byte[] destination);

  /** The source of {@link #randomBytes}. */
  SecureRandom random();
}
