// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.PublicValues;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.message.DhPublic;
import dev.jessel.wire.message.EcdhPublic;
import dev.jessel.wire.message.RsaPublic;
import dev.jessel.wire.message.ServerKeyParameters;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.util.Optional;

/** The server's half of each key exchange. */
final class ServerExchange {
  private ServerExchange() {}

  /** Makes the key pair of an ephemeral exchange; empty where the suite has none. */
  static Optional<KeyShare> share(ServerFlight12 flight, HandshakeIo io) throws TlsException {
    KeyExchangeMethod method = flight.agreement().suite().keyExchange();
    if (method.usesCurve()) {
      NamedGroup group = flight.terms().group().orElseThrow();
      io.facts().group(group);
      return Optional.of(io.crypto().keyExchange(group).generate());
    }
    if (method.usesFiniteField()) {
      DhParameters field = field(flight, io);
      if (!io.config().older().security().allowsModulus(field.bits())) {
        throw new TlsException(SslReason.DH_KEY_TOO_SMALL, "a prime of " + field.bits() + " bits");
      }
      KeyExchange exchange = io.crypto().keyExchange(field);
      io.facts().group(exchange.group());
      return Optional.of(exchange.generate());
    }
    return method == KeyExchangeMethod.RSA_EXPORT
        ? Optional.of(keyExchange(flight, io).generate())
        : Optional.empty();
  }

  /** What the ServerKeyExchange says, not signed yet. */
  static ServerKeyParameters parameters(
      ServerFlight12 flight, Optional<KeyShare> share, HandshakeIo io) {
    KeyExchangeMethod method = flight.agreement().suite().keyExchange();
    Optional<Bytes> hint =
        method.usesPsk()
            ? Optional.of(io.config().older().psk().identityHint().orElse(Bytes.EMPTY))
            : Optional.empty();
    Optional<EcdhPublic> ecdh =
        share
            .filter(any -> method.usesCurve())
            .map(own -> new EcdhPublic(own.group(), own.publicValue()));
    Optional<DhPublic> dh =
        share.filter(any -> method.usesFiniteField()).map(own -> dhPublic(flight, own, io));
    Optional<RsaPublic> rsa =
        share
            .filter(any -> method == KeyExchangeMethod.RSA_EXPORT)
            .map(own -> rsaPublic(own.publicValue()));
    return new ServerKeyParameters(hint, ecdh, dh, rsa, Optional.empty());
  }

  private static RsaPublic rsaPublic(Bytes own) {
    try {
      return RsaPublic.decode(ByteReader.of(own));
    } catch (TlsException e) {
      throw new IllegalStateException("a key of our own cannot be read", e);
    }
  }

  private static KeyExchange keyExchange(ServerFlight12 flight, HandshakeIo io)
      throws TlsException {
    KeyExchangeMethod method = flight.agreement().suite().keyExchange();
    if (method == KeyExchangeMethod.RSA_EXPORT) {
      return io.dialect().temporaryRsa(io.crypto(), flight.terms().hello().legacyVersion());
    }
    return method.usesCurve()
        ? io.crypto().keyExchange(flight.terms().group().orElseThrow())
        : io.crypto().keyExchange(field(flight, io));
  }

  private static DhPublic dhPublic(ServerFlight12 flight, KeyShare own, HandshakeIo io) {
    DhParameters field = field(flight, io);
    return new DhPublic(field.prime(), field.generator(), own.publicValue());
  }

  private static DhParameters field(ServerFlight12 flight, HandshakeIo io) {
    return flight
        .terms()
        .group()
        .flatMap(io.crypto()::dhParameters)
        .or(() -> io.config().older().dhParameters())
        .orElseThrow();
  }

  /**
   * What the exchange yields beside a pre-shared key.
   *
   * @param exchange what the client sent
   * @return empty when a pre-shared key is all that there is
   */
  static Optional<Secret> secret(
      ServerFlight12 flight, Optional<KeyShare> share, Optional<Bytes> exchange, HandshakeIo io)
      throws TlsException {
    if (exchange.isEmpty()) {
      return Optional.empty();
    }
    if (share.isEmpty()) {
      return Optional.of(decrypted(flight, exchange.get(), io));
    }
    try {
      io.facts()
          .publicValues(
              new PublicValues(keyExchange(flight, io), share.get().publicValue(), exchange.get()));
      return Optional.of(share.get().decapsulate(exchange.get()));
    } finally {
      share.get().destroy();
    }
  }

  private static Secret decrypted(ServerFlight12 flight, Bytes encrypted, HandshakeIo io)
      throws TlsException {
    PrivateKey key = flight.terms().credential().orElseThrow().privateKey();
    try {
      return io.crypto()
          .rsaKeyTransport()
          .decrypt(key, encrypted, flight.terms().hello().legacyVersion());
    } catch (InvalidKeyException e) {
      throw new TlsException(SslReason.LIBRARY_BUG, "the server's key does not decrypt", e);
    }
  }
}
