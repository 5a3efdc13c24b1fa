// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import java.util.Optional;
import java.util.Set;

/** An extension that the application speaks by itself. */
public interface CustomExtension {
  /** Which one. */
  ExtensionType type();

  /** Where it may stand. */
  Set<ExtensionPlace> places();

  /**
   * Its content.
   *
   * @param certificate which certificate of the chain it stands beside; 0 elsewhere
   * @return empty to leave it out
   * @throws TlsException when the handshake must end
   */
  Optional<Bytes> write(ExtensionPlace place, int certificate) throws TlsException;

  /**
   * Takes the peer's.
   *
   * @param certificate which certificate of the chain it stands beside; 0 elsewhere
   * @throws TlsException when the handshake must end
   */
  void read(ExtensionPlace place, Bytes content, int certificate) throws TlsException;
}
