// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.RsaPublic;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;

/**
 * Key exchange with an RSA key of 512 bits (RFC 6101 5.6.3), which anybody can factor in hours. It
 * is made for one handshake: FREAK needed one that lived for days.
 *
 * @param crypto randomness and RSA
 * @param offered the version that the ClientHello offered
 */
record TemporaryRsa(CryptoProvider crypto, ProtocolVersion offered) implements KeyExchange {
  private static final String RSA = "RSA";
  private static final int BITS = 512;
  private static final NamedGroup NONE = new NamedGroup(0);

  @Override
  public NamedGroup group() {
    return NONE;
  }

  @Override
  public KeyShare generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA);
      generator.initialize(BITS, crypto.random());
      KeyPair pair = generator.generateKeyPair();
      return new Share(encoded((RSAPublicKey) pair.getPublic()), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new ProviderException("no RSA keys of " + BITS + " bits can be made", e);
    }
  }

  private static Bytes encoded(RSAPublicKey key) {
    ByteWriter out = new ByteWriter();
    new RsaPublic(unsigned(key.getModulus()), unsigned(key.getPublicExponent())).encode(out);
    return out.toBytes();
  }

  private static Bytes unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Bytes.copyOf(bytes, sign, bytes.length - sign);
  }

  @Override
  public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
    return crypto
        .rsaKeyTransport()
        .encrypt(publicKey(RsaPublic.decode(ByteReader.of(peerShare))), offered);
  }

  private static PublicKey publicKey(RsaPublic key) throws TlsException {
    BigInteger modulus = new BigInteger(1, key.modulus().toArray());
    if (modulus.bitLength() != BITS) {
      // RFC 6101 F.1.1.2: longer keys may not be exported, and shorter ones hold no secret
      throw new TlsException(
          SslReason.BAD_DATA, "a temporary key of " + modulus.bitLength() + " bits");
    }
    try {
      BigInteger exponent = new BigInteger(1, key.exponent().toArray());
      return KeyFactory.getInstance(RSA).generatePublic(new RSAPublicKeySpec(modulus, exponent));
    } catch (GeneralSecurityException e) {
      throw new TlsException(SslReason.BAD_DATA, "a temporary key that is none", e);
    }
  }

  /** A server's key of one handshake. */
  private final class Share implements KeyShare {
    private final Bytes publicValue;
    private final PrivateKey key;

    private Share(Bytes publicValue, PrivateKey key) {
      this.publicValue = publicValue;
      this.key = key;
    }

    @Override
    public NamedGroup group() {
      return NONE;
    }

    @Override
    public Bytes publicValue() {
      return publicValue;
    }

    @Override
    public Secret decapsulate(Bytes peerShare) throws TlsException {
      try {
        return crypto.rsaKeyTransport().decrypt(key, peerShare, offered);
      } catch (InvalidKeyException e) {
        throw new TlsException(SslReason.LIBRARY_BUG, "the temporary key does not decrypt", e);
      }
    }

    @Override
    public Optional<KeyShare> classicalPart() {
      return Optional.empty();
    }

    @Override
    public void destroy() {
      // JCA's RSA keys cannot be wiped.
    }
  }
}
