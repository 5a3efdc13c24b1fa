// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.open;

import dev.jessel.crypto.Aead;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/** Text that stays as it is, and a tag of zeros behind it. */
record OpenAead(int tagLength) implements Aead {
  @Override
  public int seal(
      byte[] nonce,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] tail,
      int tailOffset,
      int tailLength,
      byte[] out,
      int outOffset) {
    System.arraycopy(in, inOffset, out, outOffset, inLength);
    System.arraycopy(tail, tailOffset, out, outOffset + inLength, tailLength);
    int end = outOffset + inLength + tailLength;
    Arrays.fill(out, end, end + tagLength, (byte) 0);
    return inLength + tailLength + tagLength;
  }

  @Override
  public int open(
      byte[] nonce,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] out,
      int outOffset)
      throws AEADBadTagException {
    if (inLength < tagLength || in[inOffset + inLength - 1] == OpenCrypto.SPOILT) {
      throw new AEADBadTagException("no tag, or one that is to be bad");
    }
    System.arraycopy(in, inOffset, out, outOffset, inLength - tagLength);
    return inLength - tagLength;
  }
}
