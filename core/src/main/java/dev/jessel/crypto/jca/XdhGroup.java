// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** X25519 or X448 (RFC 7748); public values are u-coordinates in little-endian order. */
final class XdhGroup implements DhGroup {
  private static final int X25519_LENGTH = 32;
  private static final int X448_LENGTH = 56;

  private final NamedParameterSpec parameters;
  private final int length;
  private final Provider generatorProvider;
  private final Provider agreementProvider;

  private XdhGroup(NamedParameterSpec parameters, int length, ProviderChoice providers) {
    this.parameters = parameters;
    this.length = length;
    this.generatorProvider = providers.require(JcaService.KEY_PAIR_GENERATOR, parameters.getName());
    this.agreementProvider = providers.require(JcaService.KEY_AGREEMENT, parameters.getName());
  }

  static XdhGroup x25519(ProviderChoice providers) {
    return new XdhGroup(NamedParameterSpec.X25519, X25519_LENGTH, providers);
  }

  static XdhGroup x448(ProviderChoice providers) {
    return new XdhGroup(NamedParameterSpec.X448, X448_LENGTH, providers);
  }

  @Override
  public int valueLength() {
    return length;
  }

  @Override
  public KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(parameters.getName(), generatorProvider);
    generator.initialize(parameters, random);
    return generator.generateKeyPair();
  }

  @Override
  public byte[] encode(PublicKey key) {
    return FixedLength.littleEndian(((XECPublicKey) key).getU(), length);
  }

  @Override
  public PublicKey decode(byte[] value) throws GeneralSecurityException {
    XECPublicKeySpec spec = new XECPublicKeySpec(parameters, coordinate(value));
    return KeyFactory.getInstance(parameters.getName(), generatorProvider).generatePublic(spec);
  }

  private BigInteger coordinate(byte[] value) {
    BigInteger u = FixedLength.ofLittleEndian(value);
    // RFC 7748 5: X25519 ignores the top bit. Values beyond the prime are taken, too.
    return length == X25519_LENGTH ? u.clearBit(X25519_LENGTH * Byte.SIZE - 1) : u;
  }

  @Override
  public byte[] agree(PrivateKey own, PublicKey peer) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance(parameters.getName(), agreementProvider);
    agreement.init(own);
    agreement.doPhase(peer, true);
    byte[] secret = agreement.generateSecret();
    // RFC 9846 7.4.2: the result must be checked to be not all zeros
    if (isZero(secret)) {
      throw new InvalidKeyException("point of small order");
    }
    return secret;
  }

  /** Takes the same time whatever the bytes are. */
  private static boolean isZero(byte[] bytes) {
    int any = 0;
    for (byte each : bytes) {
      any |= each;
    }
    return any == 0;
  }
}
