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
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Optional;

/** Diffie-Hellman in one group: answering means to make a key pair of one's own. */
final class DiffieHellmanExchange implements SizedExchange {
  private final NamedGroup group;
  private final DhGroup mathematics;
  private final SecureRandom random;

  DiffieHellmanExchange(NamedGroup group, DhGroup mathematics, SecureRandom random) {
    this.group = group;
    this.mathematics = mathematics;
    this.random = random;
  }

  @Override
  public NamedGroup group() {
    return group;
  }

  @Override
  public int shareLength() {
    return mathematics.valueLength();
  }

  @Override
  public int answerLength() {
    return mathematics.valueLength();
  }

  @Override
  public KeyShare generate() {
    return new Share(newKeyPair());
  }

  @Override
  public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
    PublicKey peer = decode(peerShare);
    KeyPair own = newKeyPair();
    return new Encapsulation(encode(own), agree(own.getPrivate(), peer));
  }

  @Override
  public Optional<NamedGroup> answerGroup() {
    return Optional.of(group());
  }

  @Override
  public Encapsulation encapsulateWith(KeyShare own, Bytes peerShare) throws TlsException {
    if (!own.group().equals(group())) {
      throw new IllegalArgumentException("a key pair of " + own.group() + " in " + group());
    }
    return new Encapsulation(own.publicValue(), own.decapsulate(peerShare));
  }

  @Override
  public Optional<PublicKey> publicKey(Bytes value) throws TlsException {
    return Optional.of(decode(value));
  }

  private KeyPair newKeyPair() {
    try {
      return mathematics.newKeyPair(random);
    } catch (GeneralSecurityException failed) {
      throw new ProviderException("no key pair in " + group, failed);
    }
  }

  private Bytes encode(KeyPair keyPair) {
    return Bytes.of(mathematics.encode(keyPair.getPublic()));
  }

  private PublicKey decode(Bytes value) throws TlsException {
    BadShare.requireLength(value.length(), mathematics.valueLength());
    try {
      return mathematics.decode(value.toArray());
    } catch (InvalidKeyException | InvalidKeySpecException refused) {
      throw BadShare.because("not a public key of " + group, refused);
    } catch (GeneralSecurityException failed) {
      throw new ProviderException("no key factory for " + group, failed);
    }
  }

  private Secret agree(PrivateKey own, PublicKey peer) throws TlsException {
    try {
      return Secret.take(mathematics.agree(own, peer));
    } catch (InvalidKeyException refused) {
      throw BadShare.because("no secret in " + group, refused);
    } catch (GeneralSecurityException failed) {
      throw new ProviderException("no key agreement in " + group, failed);
    }
  }

  private final class Share implements KeyShare {
    private final Bytes publicValue;
    private KeyPair keyPair;

    Share(KeyPair keyPair) {
      this.keyPair = keyPair;
      this.publicValue = encode(keyPair);
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
    public Secret decapsulate(Bytes peerShare) throws TlsException {
      if (keyPair == null) {
        throw new IllegalStateException("the key share has been destroyed");
      }
      return agree(keyPair.getPrivate(), decode(peerShare));
    }

    @Override
    public Optional<KeyShare> classicalPart() {
      return Optional.empty();
    }

    @Override
    public void destroy() {
      keyPair = null;
    }
  }
}
