// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** HMAC (RFC 2104) under one key at a time. Not thread-safe. */
public interface Hmac {
  /**
   * The MAC over all that was added and then over {@code parts}, one after the other, in an array
   * of the caller's own; starts afresh.
   */
  byte[] mac(byte[]... parts);

  /**
   * Adds {@code length} bytes of {@code data} from {@code offset} to what {@link #mac} or {@link
   * #finish} ends.
   */
  void update(byte[] data, int offset, int length);

  /**
   * Writes the MAC over all that was added, and starts afresh.
   *
   * @param out has room for {@link #length} bytes
   */
  void finish(byte[] out, int outOffset);

  /**
   * Takes another key and starts afresh: for less than a new MAC costs.
   *
   * @param key may be destroyed as soon as this returns
   */
  void rekey(Secret key);

  /** Size of a MAC, in bytes. */
  int length();
}
