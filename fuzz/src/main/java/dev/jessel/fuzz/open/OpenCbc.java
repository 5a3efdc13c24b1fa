// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.open;

import dev.jessel.crypto.CbcCipher;

/** Blocks that stay as they are. */
record OpenCbc(int blockLength) implements CbcCipher {
  @Override
  public void encrypt(
      byte[] iv,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] tail,
      int tailLength,
      byte[] out,
      int outOffset) {
    System.arraycopy(in, inOffset, out, outOffset, inLength);
    System.arraycopy(tail, 0, out, outOffset + inLength, tailLength);
  }

  @Override
  public void decrypt(
      byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    System.arraycopy(in, inOffset, out, outOffset, length);
  }
}
