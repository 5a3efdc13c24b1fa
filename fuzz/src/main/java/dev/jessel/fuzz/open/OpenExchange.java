// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.open;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key exchange of which only the sizes are real.
 *
 * @param group the group
 * @param offer what a client sends
 * @param answer what a server sends
 */
record OpenExchange(NamedGroup group, Bytes offer, Bytes answer) implements KeyExchange {
  private static final int SECRET_LENGTH = 32;
  private static final NamedGroup NONE = new NamedGroup(0);

  /** Public values of the same sizes as those of another one. */
  static OpenExchange like(KeyExchange real) {
    KeyShare share = real.generate();
    try {
      Encapsulation answer = real.encapsulate(share.publicValue());
      return new OpenExchange(real.group(), share.publicValue(), answer.publicValue());
    } catch (TlsException e) {
      throw new IllegalStateException("a share of its own is refused", e);
    }
  }

  /** Public values of a size, in no group that has a number. */
  static OpenExchange ofBytes(int length) {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) 2);
    return new OpenExchange(NONE, Bytes.of(value), Bytes.of(value));
  }

  @Override
  public KeyShare generate() {
    return new Share();
  }

  @Override
  public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
    requireLength(peerShare, offer);
    return new Encapsulation(answer, Secret.zeros(SECRET_LENGTH));
  }

  private static void requireLength(Bytes value, Bytes example) throws TlsException {
    if (value.length() != example.length()) {
      throw new TlsException(SslReason.BAD_ECPOINT, "a public value of another size");
    }
  }

  private final class Share implements KeyShare {
    @Override
    public NamedGroup group() {
      return group;
    }

    @Override
    public Bytes publicValue() {
      return offer;
    }

    @Override
    public Secret decapsulate(Bytes peerShare) throws TlsException {
      requireLength(peerShare, answer);
      return Secret.zeros(SECRET_LENGTH);
    }

    @Override
    public Optional<KeyShare> classicalPart() {
      return Optional.empty();
    }

    @Override
    public void destroy() {
      // There is no secret.
    }
  }
}
