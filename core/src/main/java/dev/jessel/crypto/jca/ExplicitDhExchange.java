// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * Diffie-Hellman as TLS 1.2 has it, where the numbers of a peer need not have their full length.
 */
final class ExplicitDhExchange implements KeyExchange {
  private final DhNumbers numbers;
  private final KeyExchange padded;
  private final int length;

  /**
   * The exchange in one group.
   *
   * @param padded the same exchange with values and secrets of full length
   */
  ExplicitDhExchange(DhNumbers numbers, KeyExchange padded) {
    this.numbers = numbers;
    this.padded = padded;
    this.length = (numbers.prime().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
  }

  @Override
  public NamedGroup group() {
    return padded.group();
  }

  @Override
  public KeyShare generate() {
    return new Share(padded.generate());
  }

  @Override
  public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
    Encapsulation answer = padded.encapsulate(full(peerShare));
    return new Encapsulation(answer.publicValue(), stripped(answer.secret()));
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
    return padded.publicKey(full(value));
  }

  private Bytes full(Bytes value) throws TlsException {
    return Bytes.of(FixedLength.bigEndian(numbers.checkedValue(value.toArray()), length));
  }

  /**
   * RFC 5246 8.1.2: leading zeros of the secret do not count. Their number shows in the time that
   * hashing takes (Raccoon), which is why a key pair serves one handshake alone.
   */
  private static Secret stripped(Secret secret) {
    Secret shorter = secret.expose(bytes -> Secret.take(withoutZeros(bytes)));
    secret.destroy();
    return shorter;
  }

  private static byte[] withoutZeros(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return Arrays.copyOfRange(bytes, zeros, bytes.length);
  }

  private final class Share implements KeyShare {
    private final KeyShare full;

    Share(KeyShare full) {
      this.full = full;
    }

    @Override
    public NamedGroup group() {
      return full.group();
    }

    @Override
    public Bytes publicValue() {
      return full.publicValue();
    }

    @Override
    public Secret decapsulate(Bytes peerShare) throws TlsException {
      return stripped(full.decapsulate(full(peerShare)));
    }

    @Override
    public Optional<KeyShare> classicalPart() {
      return Optional.empty();
    }

    @Override
    public void destroy() {
      full.destroy();
    }
  }
}
