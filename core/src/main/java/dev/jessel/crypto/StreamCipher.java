// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** A cipher that takes bytes one by one and never starts afresh, in one direction. */
@FunctionalInterface
public interface StreamCipher {
  /** Encrypts nothing. */
  StreamCipher NULL =
      (in, offset, length, out, outOffset) -> System.arraycopy(in, offset, out, outOffset, length);

  /**
   * Encrypts or decrypts what comes next.
   *
   * @param out has room for {@code length} bytes, and does not overlap with {@code in}
   */
  void process(byte[] in, int offset, int length, byte[] out, int outOffset);
}
