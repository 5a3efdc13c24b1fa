// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Cryptography with a stock of key pairs for each group that a handshake has used. Groups without a
 * name have none: a peer may name as many of those as it likes. Thread-safe.
 */
final class StockedCrypto implements CryptoProvider {
  private final Map<NamedGroup, KeyShareStock> stocks = new ConcurrentHashMap<>();
  private final Map<NamedGroup, KeyShareStock> explicit = new ConcurrentHashMap<>();
  private final CryptoProvider crypto;
  private final Executor executor;

  StockedCrypto(CryptoProvider crypto, Executor executor) {
    this.crypto = crypto;
    this.executor = executor;
  }

  @Override
  public KeyExchange keyExchange(NamedGroup group) {
    KeyExchange exchange = crypto.keyExchange(group);
    return new StockedExchange(exchange, stock(group), exchange.answerGroup().map(this::stock));
  }

  private KeyShareStock stock(NamedGroup group) {
    return stocks.computeIfAbsent(
        group, missing -> new KeyShareStock(crypto.keyExchange(missing), executor));
  }

  /** Its secrets have another form than those of the same group in TLS 1.3. */
  @Override
  public KeyExchange keyExchange(DhParameters parameters) throws TlsException {
    KeyExchange exchange = crypto.keyExchange(parameters);
    if (crypto.dhParameters(exchange.group()).isEmpty()) {
      return exchange;
    }
    KeyShareStock stock =
        explicit.computeIfAbsent(
            exchange.group(), missing -> new KeyShareStock(exchange, executor));
    return new StockedExchange(exchange, stock, exchange.answerGroup().map(same -> stock));
  }

  @Override
  public boolean supports(CipherSuite suite) {
    return crypto.supports(suite);
  }

  @Override
  public boolean supports(SuiteParameters suite) {
    return crypto.supports(suite);
  }

  @Override
  public boolean supports(NamedGroup group) {
    return crypto.supports(group);
  }

  @Override
  public boolean supports(SignatureScheme scheme) {
    return crypto.supports(scheme);
  }

  @Override
  public Hash hash(HashAlgorithm algorithm) {
    return crypto.hash(algorithm);
  }

  @Override
  public Hmac hmac(HashAlgorithm algorithm, Secret key) {
    return crypto.hmac(algorithm, key);
  }

  @Override
  public Aead aead(AeadAlgorithm algorithm, Secret key) {
    return crypto.aead(algorithm, key);
  }

  @Override
  public long sealLimit(AeadAlgorithm algorithm) {
    return crypto.sealLimit(algorithm);
  }

  @Override
  public CbcCipher cbc(BulkCipher cipher, Secret key) {
    return crypto.cbc(cipher, key);
  }

  @Override
  public Optional<DhParameters> dhParameters(NamedGroup group) {
    return crypto.dhParameters(group);
  }

  @Override
  public RsaKeyTransport rsaKeyTransport() {
    return crypto.rsaKeyTransport();
  }

  @Override
  public Signer signer(PrivateKey key, SignatureScheme scheme, ProtocolVersion version)
      throws InvalidKeyException {
    return crypto.signer(key, scheme, version);
  }

  @Override
  public Verifier verifier(PublicKey key, SignatureScheme scheme, ProtocolVersion version)
      throws TlsException {
    return crypto.verifier(key, scheme, version);
  }

  @Override
  public List<SignatureScheme> schemesFor(PrivateKey key, ProtocolVersion version) {
    return crypto.schemesFor(key, version);
  }

  @Override
  public List<SignatureScheme> schemesFor(PublicKey key, ProtocolVersion version) {
    return crypto.schemesFor(key, version);
  }

  @Override
  public void randomBytes(byte[] destination) {
    crypto.randomBytes(destination);
  }

  @Override
  public SecureRandom random() {
    return crypto.random();
  }
}
