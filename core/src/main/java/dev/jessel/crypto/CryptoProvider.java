// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.error.TlsException;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

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

  /**
   * Whether the records of this suite can be protected and its keys derived, whatever the version.
   * The key exchange is a question of its own.
   */
  boolean supports(SuiteParameters suite);

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

  /**
   * How many records of full size may be sealed under one key, {@link AeadAlgorithm#sealLimit()}
   * unless this provider wants its keys changed earlier: some hundreds at the least, so that there
   * is room to say so.
   */
  default long sealLimit(AeadAlgorithm algorithm) {
    return algorithm.sealLimit();
  }

  /**
   * A block cipher in CBC under {@code key}, which may be destroyed as soon as this returns.
   *
   * @throws IllegalArgumentException if {@code cipher} is no block cipher, if nobody has it, or if
   *     the key is not of its size
   */
  CbcCipher cbc(BulkCipher cipher, Secret key);

  /** The key exchange of {@code group}. */
  KeyExchange keyExchange(NamedGroup group);

  /**
   * The key exchange of TLS 1.2 and before in a group that is given by its numbers. Values from the
   * peer may lack leading zeros; secrets have none (RFC 5246 8.1.2), so they are premaster secrets
   * as they are; values of our own have the size of the prime. The group is the one of RFC 7919
   * that has these numbers, or else {@link NamedGroup} 0, which is none. A key pair is for one
   * handshake alone.
   *
   * @throws TlsException with dh_key_too_small if the prime is shorter than {@link
   *     DhParameters#MIN_BITS}, bad_dh_value if it is longer than {@link DhParameters#MAX_BITS} or
   *     even, if the generator is not between 1 and p-1, or if no provider takes the numbers
   */
  KeyExchange keyExchange(DhParameters parameters) throws TlsException;

  /** The numbers of one of RFC 7919's groups; empty for every other group. */
  Optional<DhParameters> dhParameters(NamedGroup group);

  /** The key exchange of TLS 1.2 and before with the server's RSA key. */
  RsaKeyTransport rsaKeyTransport();

  /**
   * A signer with {@code key} for TLS 1.3.
   *
   * @throws InvalidKeyException if the key cannot sign in {@code scheme}
   */
  default Signer signer(PrivateKey key, SignatureScheme scheme) throws InvalidKeyException {
    return signer(key, scheme, ProtocolVersion.TLS_1_3);
  }

  /**
   * A signer with {@code key}. Whether the version allows the scheme is for {@link
   * #schemesFor(PrivateKey, ProtocolVersion)}; here it says what an ECDSA scheme means.
   *
   * @throws InvalidKeyException if the key cannot sign in {@code scheme}
   */
  Signer signer(PrivateKey key, SignatureScheme scheme, ProtocolVersion version)
      throws InvalidKeyException;

  /**
   * A verifier for {@code key} in TLS 1.3.
   *
   * @throws TlsException with an illegal_parameter alert if the key is not one for {@code scheme}
   */
  default Verifier verifier(PublicKey key, SignatureScheme scheme) throws TlsException {
    return verifier(key, scheme, ProtocolVersion.TLS_1_3);
  }

  /**
   * A verifier for {@code key}. An ECDSA scheme is taken as TLS 1.3 defines it, for one curve, or
   * as TLS 1.2 does, for any.
   *
   * @throws TlsException with an illegal_parameter alert if the key is not one for {@code scheme}
   */
  Verifier verifier(PublicKey key, SignatureScheme scheme, ProtocolVersion version)
      throws TlsException;

  /** The TLS 1.3 schemes of {@link #schemesFor(PrivateKey, ProtocolVersion)}. */
  default List<SignatureScheme> schemesFor(PrivateKey key) {
    return schemesFor(key, ProtocolVersion.TLS_1_3);
  }

  /** The TLS 1.3 schemes of {@link #schemesFor(PublicKey, ProtocolVersion)}. */
  default List<SignatureScheme> schemesFor(PublicKey key) {
    return schemesFor(key, ProtocolVersion.TLS_1_3);
  }

  /**
   * The schemes in which {@code key} can sign a handshake of {@code version}, the usual one first;
   * empty if there is none.
   *
   * <p>A key in a token may not tell its curve or size; then every scheme of its algorithm is
   * listed, and the public key is the one to ask.
   *
   * @param version what is older than TLS 1.2 has one scheme for each kind of key
   */
  List<SignatureScheme> schemesFor(PrivateKey key, ProtocolVersion version);

  /** The schemes in which a signature of {@code key}'s owner can be checked in {@code version}. */
  List<SignatureScheme> schemesFor(PublicKey key, ProtocolVersion version);

  /** Fills {@code destination} with random bytes. */
  void randomBytes(byte[] destination);

  /** The source of {@link #randomBytes}. */
  SecureRandom random();
}
