// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.security.PublicKey;
import java.util.Optional;

/** A key exchange that takes its key pairs from stocks. */
final class StockedExchange implements KeyExchange {
  private final KeyExchange exchange;
  private final KeyShareStock offers;
  private final Optional<KeyShareStock> answers;

  /**
   * The exchange on stocks.
   *
   * @param offers key pairs of {@code exchange}
   * @param answers key pairs of its {@link KeyExchange#answerGroup}, if it has one
   */
  StockedExchange(KeyExchange exchange, KeyShareStock offers, Optional<KeyShareStock> answers) {
    this.exchange = exchange;
    this.offers = offers;
    this.answers = answers;
  }

  @Override
  public NamedGroup group() {
    return exchange.group();
  }

  @Override
  public KeyShare generate() {
    return offers.take();
  }

  @Override
  public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
    if (answers.isEmpty()) {
      return exchange.encapsulate(peerShare);
    }
    KeyShare own = answers.get().take();
    try {
      return exchange.encapsulateWith(own, peerShare);
    } finally {
      own.destroy();
    }
  }

  @Override
  public Optional<NamedGroup> answerGroup() {
    return exchange.answerGroup();
  }

  @Override
  public Encapsulation encapsulateWith(KeyShare own, Bytes peerShare) throws TlsException {
    return exchange.encapsulateWith(own, peerShare);
  }

  @Override
  public Optional<PublicKey> publicKey(Bytes value) throws TlsException {
    return exchange.publicKey(value);
  }
}
