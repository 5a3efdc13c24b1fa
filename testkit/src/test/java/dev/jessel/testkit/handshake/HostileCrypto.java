// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.RsaKeyTransport;
import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Cryptography of an end that lies in its half of the key exchange, and means all the rest. */
final class HostileCrypto {
  private HostileCrypto() {}

  /** Public values of key exchanges are changed before they are sent. */
  static CryptoProvider sharing(UnaryOperator<Bytes> change) {
    return sharing(Optional.empty(), change);
  }

  /** Likewise, and they are said to be of another group. */
  static CryptoProvider sharing(Optional<NamedGroup> group, UnaryOperator<Bytes> change) {
    return over(
        (name, arguments) ->
            name.equals("keyExchange")
                ? Optional.of(new LyingExchange(honest(arguments[0]), group, change))
                : Optional.empty());
  }

  /** What is encrypted for an RSA key is changed, and so is what both sides should share then. */
  static CryptoProvider transporting(BiFunction<PublicKey, Encapsulation, Encapsulation> change) {
    RsaKeyTransport honest = Identities.CRYPTO.rsaKeyTransport();
    return over(
        (name, arguments) ->
            name.equals("rsaKeyTransport")
                ? Optional.of(new LyingTransport(honest, change))
                : Optional.empty());
  }

  /** Keys are said to wear out after so many records of full size. */
  static CryptoProvider wearing(long sealLimit) {
    return over(
        (name, arguments) -> name.equals("sealLimit") ? Optional.of(sealLimit) : Optional.empty());
  }

  private static KeyExchange honest(Object of) {
    try {
      return of instanceof DhParameters parameters
          ? Identities.CRYPTO.keyExchange(parameters)
          : Identities.CRYPTO.keyExchange((NamedGroup) of);
    } catch (TlsException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static CryptoProvider over(BiFunction<String, Object[], Optional<Object>> instead) {
    return (CryptoProvider)
        Proxy.newProxyInstance(
            CryptoProvider.class.getClassLoader(),
            new Class<?>[] {CryptoProvider.class},
            (proxy, method, arguments) -> {
              Optional<Object> lie = instead.apply(method.getName(), arguments);
              try {
                return lie.isPresent() ? lie.get() : method.invoke(Identities.CRYPTO, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private record LyingExchange(
      KeyExchange honest, Optional<NamedGroup> other, UnaryOperator<Bytes> change)
      implements KeyExchange {
    @Override
    public NamedGroup group() {
      return honest.group();
    }

    @Override
    public KeyShare generate() {
      return new LyingShare(honest.generate(), other, change);
    }

    @Override
    public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
      Encapsulation answer = honest.encapsulate(peerShare);
      return new Encapsulation(change.apply(answer.publicValue()), answer.secret());
    }
  }

  private record LyingShare(
      KeyShare honest, Optional<NamedGroup> other, UnaryOperator<Bytes> change)
      implements KeyShare {
    @Override
    public NamedGroup group() {
      return other.orElse(honest.group());
    }

    @Override
    public Bytes publicValue() {
      return change.apply(honest.publicValue());
    }

    @Override
    public Secret decapsulate(Bytes peerShare) throws TlsException {
      return honest.decapsulate(peerShare);
    }

    @Override
    public Optional<KeyShare> classicalPart() {
      return honest.classicalPart();
    }

    @Override
    public void destroy() {
      honest.destroy();
    }
  }

  private record LyingTransport(
      RsaKeyTransport honest, BiFunction<PublicKey, Encapsulation, Encapsulation> change)
      implements RsaKeyTransport {
    @Override
    public Encapsulation encrypt(PublicKey key, ProtocolVersion offered) throws TlsException {
      return change.apply(key, honest.encrypt(key, offered));
    }

    @Override
    public Secret decrypt(PrivateKey key, Bytes encrypted, ProtocolVersion offered) {
      throw new UnsupportedOperationException();
    }
  }
}
