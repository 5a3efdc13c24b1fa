// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** A running hash. Not thread-safe. */
public interface Hash {
  /** Adds {@code length} bytes of {@code data} from {@code offset}. */
  void update(byte[] data, int offset, int length);

  /** The hash of all that was added, in an array of the caller's own. The hash starts afresh. */
  byte[] digest();

  /** A hash in the same state: both go on apart from each other. Cheap. */
  Hash copy();

  /** Size of the digest, in bytes. */
  int length();
}
