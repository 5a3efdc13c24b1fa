// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.open;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.RsaKeyTransport;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.Signer;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.crypto.Verifier;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.SeededRandom;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cryptography that keeps nothing secret and is cheap: all hashes and MACs are zeros, ciphers leave
 * their text as it is, tags are zeros on the way out and good on the way in unless they end in
 * {@link #SPOILT}, and so are signatures. What is supported, and which key is for what, is asked of
 * real cryptography. For one thread that wants its runs repeated; {@link #begin} starts each.
 */
public final class OpenCrypto implements CryptoProvider {
  /** The last byte of a tag or a signature that is not good. */
  public static final byte SPOILT = (byte) 0xBA;

  private static final int SEED = 1;

  private final SeededRandom random = new SeededRandom(SEED);
  private final CryptoProvider real = SeededRandom.crypto(SEED);
  private final Map<Object, Boolean> supported = new ConcurrentHashMap<>();
  private final Map<NamedGroup, KeyExchange> exchanges = new ConcurrentHashMap<>();

  /** Randomness starts anew. */
  public void begin() {
    random.reseed(SEED);
  }

  @Override
  public boolean supports(CipherSuite suite) {
    return supported.computeIfAbsent(suite, s -> real.supports(suite));
  }

  @Override
  public boolean supports(SuiteParameters suite) {
    return supported.computeIfAbsent(suite, s -> real.supports(suite));
  }

  @Override
  public boolean supports(NamedGroup group) {
    return supported.computeIfAbsent(group, s -> real.supports(group));
  }

  @Override
  public boolean supports(SignatureScheme scheme) {
    return supported.computeIfAbsent(scheme, s -> real.supports(scheme));
  }

  @Override
  public Hash hash(HashAlgorithm algorithm) {
    return new ZeroHash(algorithm.length());
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, Secret key) {
    return new ZeroHmac(algorithm.length());
  }

  @Override
  public Aead aead(AeadAlgorithm algorithm, Secret key) {
    return new OpenAead(algorithm.tagLength());
  }

  @Override
  public CbcCipher cbc(BulkCipher cipher, Secret key) {
    return new OpenCbc(cipher.blockLength());
  }

  @Override
  public KeyExchange keyExchange(NamedGroup group) {
    return exchanges.computeIfAbsent(group, g -> OpenExchange.like(real.keyExchange(g)));
  }

  @Override
  public KeyExchange keyExchange(DhParameters parameters) throws TlsException {
    if (parameters.bits() < DhParameters.MIN_BITS) {
      throw new TlsException(SslReason.DH_KEY_TOO_SMALL);
    }
    if (parameters.bits() > DhParameters.MAX_BITS) {
      throw new TlsException(SslReason.BAD_DH_VALUE);
    }
    return OpenExchange.ofBytes((parameters.bits() + Byte.SIZE - 1) / Byte.SIZE);
  }

  @Override
  public Optional<DhParameters> dhParameters(NamedGroup group) {
    return real.dhParameters(group);
  }

  @Override
  public RsaKeyTransport rsaKeyTransport() {
    return new OpenRsa();
  }

  @Override
  public Signer signer(PrivateKey key, SignatureScheme scheme, ProtocolVersion version)
      throws InvalidKeyException {
    if (!real.schemesFor(key, version).contains(scheme)) {
      throw new InvalidKeyException("the key cannot sign in " + scheme);
    }
    return new OpenSigner(scheme);
  }

  @Override
  public Verifier verifier(PublicKey key, SignatureScheme scheme, ProtocolVersion version)
      throws TlsException {
    Verifier ignored = real.verifier(key, scheme, version);
    return (message, signature) ->
        !signature.isEmpty() && signature.at(signature.length() - 1) != SPOILT;
  }

  @Override
  public List<SignatureScheme> schemesFor(PrivateKey key, ProtocolVersion version) {
    return real.schemesFor(key, version);
  }

  @Override
  public List<SignatureScheme> schemesFor(PublicKey key, ProtocolVersion version) {
    return real.schemesFor(key, version);
  }

  @Override
  public void randomBytes(byte[] destination) {
    random.nextBytes(destination);
  }

  @Override
  public SecureRandom random() {
    return random;
  }
}
