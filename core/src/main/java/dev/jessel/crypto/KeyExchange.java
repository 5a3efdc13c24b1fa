// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.security.PublicKey;
import java.util.Optional;

/**
 * A key exchange in one named group, seen as a KEM: one side generates a share, the other answers
 * it with a value of its own and has the secret at once. ECDHE, FFDHE, ML-KEM and hybrids all fit.
 *
 * <p>Thread-safe. Where the provider itself fails, methods throw {@link
 * java.security.ProviderException}.
 */
public interface KeyExchange {
  /** The group. */
  NamedGroup group();

  /** A fresh key pair: what a client offers. */
  KeyShare generate();

  /**
   * Answers a peer's share: what a server does.
   *
   * @throws TlsException with an illegal_parameter alert if the share is not of this group: wrong
   *     length, a point off the curve, a value out of range, a result that is all zeros
   */
  Encapsulation encapsulate(Bytes peerShare) throws TlsException;

  /**
   * The group of the key pair that {@link #encapsulate} makes for its answer: of Diffie-Hellman the
   * same, of a hybrid its classical half. Empty if it makes none.
   */
  default Optional<NamedGroup> answerGroup() {
    return Optional.empty();
  }

  /**
   * As {@link #encapsulate}, with a key pair that was made before.
   *
   * @param own what this exchange has generated or, if it is a hybrid, that of its {@link
   *     #answerGroup}; of no use afterwards
   * @throws IllegalArgumentException if {@code own} is of another group, or there is no {@link
   *     #answerGroup}
   * @throws TlsException as {@link #encapsulate}
   */
  default Encapsulation encapsulateWith(KeyShare own, Bytes peerShare) throws TlsException {
    throw new IllegalArgumentException(group() + " answers without a key pair");
  }

  /**
   * A value that went over the wire as a key of the JDK's.
   *
   * @return empty where the JDK has no such keys: for hybrids and ML-KEM
   * @throws TlsException as {@link #encapsulate}
   */
  default Optional<PublicKey> publicKey(Bytes value) throws TlsException {
    return Optional.empty();
  }
}
