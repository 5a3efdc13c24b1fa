// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.util.Optional;

/** An ephemeral key pair that has been offered and waits for its answer. Not thread-safe. */
public interface KeyShare {
  /** The group. */
  NamedGroup group();

  /** What goes on the wire. */
  Bytes publicValue();

  /**
   * The secret shared with the peer that answered with {@code peerShare}.
   *
   * @throws TlsException with an illegal_parameter alert if the answer is not of this group
   */
  Secret decapsulate(Bytes peerShare) throws TlsException;

  /**
   * For a hybrid, its classical half as a share of its own, so that a client that offers both
   * groups pays for the classical key pair once; otherwise empty. Both may be sent; only one of
   * them will be answered.
   */
  Optional<KeyShare> classicalPart();

  /**
   * Forgets the private key, as far as JCA lets that be done. The share is of no use afterwards.
   */
  void destroy();
}
