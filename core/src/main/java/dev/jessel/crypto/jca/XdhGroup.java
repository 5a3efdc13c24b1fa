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
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.KeyAgreement;

/** X25519 or X448 (RFC 7748); public values are u-coordinates in little-endian order. */
final class XdhGroup implements DhGroup {
  /** What stands before the value in a SubjectPublicKeyInfo: RFC 8410's identifiers. */
  private static final byte[] X25519_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");

  private static final byte[] X448_PREFIX = HexFormat.of().parseHex("3042300506032b656f033900");

  private final String name;
  private final NamedParameterSpec parameters;
  private final int bits;
  private final byte[] prefix;
  private final int length;
  private final Supplier<ExchangeProviders> providers;

  private XdhGroup(String name, int bits, byte[] prefix, Supplier<ExchangeProviders> providers) {
    this.name = name;
    this.parameters = new NamedParameterSpec(name);
    this.bits = bits;
    this.prefix = prefix;
    this.length = (bits + Byte.SIZE - 1) / Byte.SIZE;
    this.providers = providers;
  }

  static XdhGroup x25519(ProviderChoice choice) {
    return of("X25519", 255, X25519_PREFIX, choice);
  }

  static XdhGroup x448(ProviderChoice choice) {
    return of("X448", 448, X448_PREFIX, choice);
  }

  /** The group with whoever is chosen at its first use. */
  private static XdhGroup of(String name, int bits, byte[] prefix, ProviderChoice choice) {
    ExchangeForm form = ExchangeForm.xdh(name);
    choice.requireExchange(form);
    return new XdhGroup(
        name,
        bits,
        prefix,
        () -> choice.exchange(form, given -> new XdhGroup(name, bits, prefix, () -> given)));
  }

  @Override
  public int valueLength() {
    return length;
  }

  @Override
  public KeyPair newKeyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(name, providers.get().generator());
    generator.initialize(bits, random);
    return generator.generateKeyPair();
  }

  @Override
  public byte[] encode(PublicKey key) {
    // Others have been seen to turn the number round.
    return key instanceof XECPublicKey number && ProviderChoice.isSoftwareOfTheJdk(key.getClass())
        ? reversed(FixedLength.bigEndian(number.getU(), length))
        : fromEncoding(key);
  }

  private byte[] fromEncoding(PublicKey key) {
    byte[] spki = key.getEncoded();
    boolean expected = spki.length == prefix.length + length;
    if (!expected || !Arrays.equals(prefix, Arrays.copyOf(spki, prefix.length))) {
      throw new ProviderException("the provider encodes " + name + " in an unknown way");
    }
    return Arrays.copyOfRange(spki, prefix.length, spki.length);
  }

  @Override
  public PublicKey decode(byte[] value) throws GeneralSecurityException {
    Provider provider = providers.get().generator();
    // All providers read the encoding; the JDK's takes the number for less than half the garbage.
    KeySpec spec =
        ProviderChoice.isSoftwareOfTheJdk(provider.getClass()) ? number(value) : encoding(value);
    return KeyFactory.getInstance(name, provider).generatePublic(spec);
  }

  private KeySpec number(byte[] value) {
    byte[] bigEndian = reversed(value.clone());
    // RFC 7748 5: the top bit of an X25519 value is ignored.
    bigEndian[0] &= (byte) (0xFF >>> length * Byte.SIZE - bits);
    return new XECPublicKeySpec(parameters, new BigInteger(1, bigEndian));
  }

  // RFC 7748 5: the top bit of an X25519 value is ignored, and values beyond the prime are taken.
  // All providers see to that.
  private KeySpec encoding(byte[] value) {
    byte[] spki = Arrays.copyOf(prefix, prefix.length + length);
    System.arraycopy(value, 0, spki, prefix.length, length);
    return new X509EncodedKeySpec(spki);
  }

  /** The same array, the other way round. */
  private static byte[] reversed(byte[] bytes) {
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte swapped = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = swapped;
    }
    return bytes;
  }

  @Override
  public byte[] agree(PrivateKey own, PublicKey peer) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance(name, providers.get().agreement());
    agreement.init(own);
    byte[] secret = agree(agreement, peer);
    // RFC 9846 7.4.2: the result must be checked to be not all zeros
    if (isZero(secret)) {
      throw new InvalidKeyException("point of small order");
    }
    return secret;
  }

  private static byte[] agree(KeyAgreement agreement, PublicKey peer) throws InvalidKeyException {
    try {
      agreement.doPhase(peer, true);
      return agreement.generateSecret();
    } catch (IllegalStateException refused) {
      // Bouncy Castle's way to say that the result would be all zeros
      throw new InvalidKeyException("point of small order", refused);
    }
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
