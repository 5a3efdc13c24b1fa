// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.error.TlsException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.function.Supplier;
import javax.crypto.KeyAgreement;

/** A NIST curve over a prime field; public values are uncompressed points. */
final class EcGroup implements DhGroup {
  private static final byte UNCOMPRESSED = 4;

  private final Supplier<ExchangeProviders> providers;
  private final ECParameterSpec parameters;
  private final BigInteger prime;
  private final int fieldLength;

  private EcGroup(NistCurve curve, Supplier<ExchangeProviders> providers) {
    this.providers = providers;
    this.parameters = curve.parameters();
    this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
    this.fieldLength = (prime.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** The curve with whoever is chosen at its first use. */
  static EcGroup of(NistCurve curve, ProviderChoice choice) {
    ExchangeForm form = ExchangeForm.of(curve);
    choice.requireExchange(form);
    return new EcGroup(curve, () -> choice.exchange(form, given -> of(curve, given)));
  }

  /** The curve with these. */
  static EcGroup of(NistCurve curve, ExchangeProviders given) {
    return new EcGroup(curve, () -> given);
  }

  @Override
  public int valueLength() {
    return 1 + 2 * fieldLength;
  }

  @Override
  public KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", providers.get().generator());
    generator.initialize(parameters, random);
    return generator.generateKeyPair();
  }

  @Override
  public byte[] encode(PublicKey key) {
    // RFC 9846 4.3.8.2: legacy_form 4, then X and Y at the size of the field
    ECPoint point = ((ECPublicKey) key).getW();
    byte[] value = new byte[valueLength()];
    value[0] = UNCOMPRESSED;
    FixedLength.putBigEndian(point.getAffineX(), value, 1, fieldLength);
    FixedLength.putBigEndian(point.getAffineY(), value, 1 + fieldLength, fieldLength);
    return value;
  }

  @Override
  public PublicKey decode(byte[] value) throws TlsException, GeneralSecurityException {
    if (value[0] != UNCOMPRESSED) {
      throw BadShare.because("point form " + value[0]);
    }
    BigInteger x = new BigInteger(1, value, 1, fieldLength);
    BigInteger y = new BigInteger(1, value, 1 + fieldLength, fieldLength);
    requireOnCurve(x, y);
    ECPublicKeySpec spec = new ECPublicKeySpec(new ECPoint(x, y), parameters);
    return KeyFactory.getInstance("EC", providers.get().generator()).generatePublic(spec);
  }

  // RFC 9846 4.3.8.2: each side checks that the peer's point is a valid one. The curves have
  // cofactor 1, so a point of the curve is a point of the group.
  private void requireOnCurve(BigInteger x, BigInteger y) throws TlsException {
    if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
      throw BadShare.because("coordinate out of range");
    }
    BigInteger a = parameters.getCurve().getA();
    BigInteger b = parameters.getCurve().getB();
    BigInteger right = x.multiply(x).add(a).mod(prime).multiply(x).add(b).mod(prime);
    if (!y.multiply(y).mod(prime).equals(right)) {
      throw BadShare.because("point not on the curve");
    }
  }

  @Override
  public byte[] agree(PrivateKey own, PublicKey peer) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", providers.get().agreement());
    agreement.init(own);
    agreement.doPhase(peer, true);
    return agreement.generateSecret();
  }
}
