// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** HMAC (RFC 2104) under one key. Not thread-safe. */
public interface Hmac {
  /** The MAC over {@code parts}, one after the other, in an array of the caller's own. */
  byte[] mac(byte[]... parts);
}
