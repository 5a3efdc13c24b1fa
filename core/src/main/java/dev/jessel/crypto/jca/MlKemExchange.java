// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** ML-KEM: the share is an encapsulation key, the answer a ciphertext. */
final class MlKemExchange implements SizedExchange {
  private final NamedGroup group;
  private final MlKemParameters parameters;
  private final Kem kem;
  private final SecureRandom random;

  MlKemExchange(NamedGroup group, MlKemParameters parameters, Kem kem, SecureRandom random) {
    this.group = group;
    this.parameters = parameters;
    this.kem = kem;
    this.random = random;
  }

  @Override
  public NamedGroup group() {
    return group;
  }

  @Override
  public int shareLength() {
    return parameters.keyLength();
  }

  @Override
  public int answerLength() {
    return parameters.ciphertextLength();
  }

  @Override
  public KeyShare generate() {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(parameters.jcaName(), kem.provider());
      generator.initialize(new NamedParameterSpec(parameters.jcaName()), random);
      KeyPair keyPair = generator.generateKeyPair();
      return new Share(encode(keyPair.getPublic()), keyPair.getPrivate());
    } catch (GeneralSecurityException failed) {
      throw new ProviderException("no key pair of " + group, failed);
    }
  }

  @Override
  public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
    BadShare.requireLength(peerShare.length(), parameters.keyLength());
    try {
      Kem.Capsule capsule = kem.encapsulate(decode(peerShare), random);
      return new Encapsulation(Bytes.of(capsule.ciphertext), Secret.take(capsule.secret));
    } catch (InvalidKeyException | InvalidKeySpecException refused) {
      throw BadShare.because("not an encapsulation key of " + group, refused);
    } catch (GeneralSecurityException failed) {
      throw new ProviderException("no encapsulation for " + group, failed);
    }
  }

  private Bytes encode(PublicKey key) {
    byte[] spki = key.getEncoded();
    byte[] prefix = parameters.spkiPrefix();
    int expected = prefix.length + parameters.keyLength();
    if (spki.length != expected || !Arrays.equals(prefix, Arrays.copyOf(spki, prefix.length))) {
      throw new ProviderException("the provider encodes " + group + " in an unknown way");
    }
    return Bytes.copyOf(spki, prefix.length, parameters.keyLength());
  }

  private PublicKey decode(Bytes key) throws GeneralSecurityException {
    byte[] prefix = parameters.spkiPrefix();
    byte[] spki = Arrays.copyOf(prefix, prefix.length + key.length());
    key.copyTo(spki, prefix.length);
    return KeyFactory.getInstance(parameters.jcaName(), kem.provider())
        .generatePublic(new X509EncodedKeySpec(spki));
  }

  private final class Share implements KeyShare {
    private final Bytes publicValue;
    private PrivateKey privateKey;

    Share(Bytes publicValue, PrivateKey privateKey) {
      this.publicValue = publicValue;
      this.privateKey = privateKey;
    }

    @Override
    public NamedGroup group() {
      return group;
    }

    @Override
    public Bytes publicValue() {
      return publicValue;
    }

    @Override
    public Secret decapsulate(Bytes ciphertext) throws TlsException {
      if (privateKey == null) {
        throw new IllegalStateException("the key share has been destroyed");
      }
      BadShare.requireLength(ciphertext.length(), parameters.ciphertextLength());
      try {
        return Secret.take(kem.decapsulate(privateKey, ciphertext.toArray()));
      } catch (GeneralSecurityException failed) {
        // FIPS 203 6.3: a ciphertext of the right length always gives some secret
        throw new ProviderException("no decapsulation for " + group, failed);
      }
    }

    @Override
    public Optional<KeyShare> classicalPart() {
      return Optional.empty();
    }

    @Override
    public void destroy() {
      privateKey = null;
    }
  }
}
