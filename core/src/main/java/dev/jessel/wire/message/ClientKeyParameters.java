// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/**
 * What a ClientKeyExchange holds (RFC 5246 section 7.4.7, RFC 4279, RFC 5489, RFC 8422).
 *
 * @param identity {@code psk_identity}, in suites with a pre-shared key
 * @param exchange the encrypted premaster secret, or the client's share
 */
public record ClientKeyParameters(Optional<Bytes> identity, Optional<Bytes> exchange) {
  /** What there is beside the identity, and how its length is written. */
  public enum Exchange {
    /** Nothing. */
    NONE,
    /** An encrypted premaster secret or a finite field share, behind two bytes of length. */
    LONG,
    /** A point, behind one byte of length. */
    POINT,
    /** An encrypted premaster secret, all that there is, as in SSLv3. */
    BARE
  }

  /**
   * What the cipher suite makes of the message.
   *
   * @param psk whether it begins with an identity
   * @param exchange what follows
   */
  public record Form(boolean psk, Exchange exchange) {}

  /**
   * Reads the parameters.
   *
   * @param message what came
   * @param form what the suite makes of it
   * @throws TlsException if the bytes have not that form
   */
  public static ClientKeyParameters decode(ClientKeyExchange message, Form form)
      throws TlsException {
    ByteReader in = ByteReader.of(message.body());
    Optional<Bytes> identity = form.psk() ? Optional.of(in.opaque16()) : Optional.empty();
    Optional<Bytes> exchange =
        switch (form.exchange()) {
          case NONE -> Optional.empty();
          case LONG -> Optional.of(in.opaque16());
          case POINT -> Optional.of(in.opaque8(1, 0xff));
          case BARE -> Optional.of(in.rest());
        };
    in.expectEnd();
    return new ClientKeyParameters(identity, exchange);
  }

  /** The message that carries them. */
  public ClientKeyExchange message(Form form) {
    ByteWriter out = new ByteWriter();
    identity.ifPresent(out::opaque16);
    switch (form.exchange()) {
      case NONE -> {}
      case LONG -> out.opaque16(exchange.orElseThrow());
      case POINT -> out.opaque8(exchange.orElseThrow());
      case BARE -> out.bytes(exchange.orElseThrow());
    }
    return new ClientKeyExchange(out.toBytes());
  }
}
