// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;

/**
 * A finite field group, as a rule one of RFC 7919; public values and secrets have the size of the
 * prime.
 */
final class FfdheGroup implements DhGroup {
  private static final String ALGORITHM = "DH";

  private final BigInteger prime;
  private final BigInteger generator;
  private final DHParameterSpec parameters;
  private final int length;
  private final Provider generatorProvider;
  private final Provider agreementProvider;

  private FfdheGroup(DHParameterSpec parameters, ProviderChoice providers) {
    this.parameters = parameters;
    this.prime = parameters.getP();
    this.generator = parameters.getG();
    this.length = (prime.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    this.generatorProvider = providers.require(JcaService.KEY_PAIR_GENERATOR, ALGORITHM);
    this.agreementProvider = providers.require(JcaService.KEY_AGREEMENT, ALGORITHM);
  }

  /** Whether there are providers for such groups. */
  static boolean isAt(ProviderChoice providers) {
    return providers.has(JcaService.KEY_PAIR_GENERATOR, ALGORITHM)
        && providers.has(JcaService.KEY_AGREEMENT, ALGORITHM);
  }

  /** A group of RFC 7919. */
  static FfdheGroup of(FfdhePrime named, ProviderChoice providers) {
    return new FfdheGroup(
        new DHParameterSpec(named.value(), BigInteger.TWO, named.exponentBits()), providers);
  }

  /** A group that has no name; the size of exponents is the provider's choice. */
  static FfdheGroup of(DhNumbers numbers, ProviderChoice providers) {
    return new FfdheGroup(new DHParameterSpec(numbers.prime(), numbers.generator()), providers);
  }

  /** Refuses numbers that the provider does not take: the JDK's has no odd sizes of primes. */
  void requireUsable(SecureRandom random) throws TlsException {
    try {
      KeyPairGenerator.getInstance(ALGORITHM, generatorProvider).initialize(parameters, random);
    } catch (GeneralSecurityException | RuntimeException refused) {
      throw new TlsException(
          SslReason.BAD_DH_VALUE, "no provider for a prime of " + prime.bitLength() + " bits");
    }
  }

  @Override
  public int valueLength() {
    return length;
  }

  @Override
  public KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM, generatorProvider);
    generator.initialize(parameters, random);
    return generator.generateKeyPair();
  }

  @Override
  public byte[] encode(PublicKey key) {
    // RFC 9846 4.3.8.1: Y, padded to the size of p with zeros on the left
    return FixedLength.bigEndian(((DHPublicKey) key).getY(), length);
  }

  @Override
  public PublicKey decode(byte[] value) throws TlsException, GeneralSecurityException {
    BigInteger y = new BigInteger(1, value);
    // RFC 9846 4.3.8.1: 1 < Y < p-1
    if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
      throw BadShare.because("Y out of range");
    }
    DHPublicKeySpec spec = new DHPublicKeySpec(y, prime, generator);
    return KeyFactory.getInstance(ALGORITHM, generatorProvider).generatePublic(spec);
  }

  @Override
  public byte[] agree(PrivateKey own, PublicKey peer) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM, agreementProvider);
    agreement.init(own);
    agreement.doPhase(peer, true);
    return padded(agreement.generateSecret());
  }

  // RFC 9846 7.4.1: the secret keeps its leading zeros, unlike in TLS 1.2. Providers differ here.
  private byte[] padded(byte[] secret) {
    if (secret.length == length) {
      return secret;
    }
    byte[] full = new byte[length];
    System.arraycopy(secret, 0, full, length - secret.length, secret.length);
    Arrays.fill(secret, (byte) 0);
    return full;
  }
}
