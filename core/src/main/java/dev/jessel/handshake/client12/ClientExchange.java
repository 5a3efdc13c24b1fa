// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.PublicValues;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.DhPublic;
import dev.jessel.wire.message.EcdhPublic;
import dev.jessel.wire.message.ServerKeyParameters;
import java.security.PublicKey;
import java.util.Optional;

/** The client's half of each key exchange. */
final class ClientExchange {
  private ClientExchange() {}

  /**
   * Runs it.
   *
   * @return what goes on the wire and what both sides share then; empty when a pre-shared key is
   *     all that there is
   */
  static Optional<Encapsulation> run(ServerFlight flight, HandshakeIo io) throws TlsException {
    KeyExchangeMethod method = flight.terms().agreement().suite().keyExchange();
    if (method.usesCurve()) {
      return Optional.of(curve(flight.parameters().orElseThrow().ecdh().orElseThrow(), io));
    }
    if (method.usesFiniteField()) {
      return Optional.of(field(flight.parameters().orElseThrow().dh().orElseThrow(), io));
    }
    if (method == KeyExchangeMethod.RSA_EXPORT) {
      return Optional.of(temporary(flight, io));
    }
    return method.transportsKey() ? Optional.of(transport(flight, io)) : Optional.empty();
  }

  private static Encapsulation curve(EcdhPublic server, HandshakeIo io) throws TlsException {
    return answered(io.crypto().keyExchange(server.group()), server.point(), io);
  }

  private static Encapsulation field(DhPublic server, HandshakeIo io) throws TlsException {
    DhParameters group = new DhParameters(server.prime(), server.generator());
    KeyExchange exchange = io.crypto().keyExchange(group);
    io.facts().group(exchange.group());
    return answered(exchange, server.value(), io);
  }

  private static Encapsulation answered(KeyExchange exchange, Bytes theirs, HandshakeIo io)
      throws TlsException {
    Encapsulation ours = exchange.encapsulate(theirs);
    io.facts().publicValues(new PublicValues(exchange, ours.publicValue(), theirs));
    return ours;
  }

  private static Encapsulation temporary(ServerFlight flight, HandshakeIo io) throws TlsException {
    ByteWriter key = new ByteWriter();
    flight.parameters().flatMap(ServerKeyParameters::rsa).orElseThrow().encode(key);
    return io.dialect()
        .temporaryRsa(io.crypto(), flight.terms().offer().hello().legacyVersion())
        .encapsulate(key.toBytes());
  }

  private static Encapsulation transport(ServerFlight flight, HandshakeIo io) throws TlsException {
    PublicKey key = flight.proof().leaf().orElseThrow().publicKey();
    return io.crypto()
        .rsaKeyTransport()
        .encrypt(key, flight.terms().offer().hello().legacyVersion());
  }
}
