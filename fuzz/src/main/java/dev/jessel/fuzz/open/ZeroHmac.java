// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.open;

import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import java.util.Arrays;

/** A MAC that is the same for everything. */
record ZeroHmac(int length) implements Hmac {
  @Override
  public byte[] mac(byte[]... parts) {
    return new byte[length];
  }

  @Override
  public void update(byte[] data, int offset, int count) {
    // Nothing depends on it.
  }

  @Override
  public void finish(byte[] out, int outOffset) {
    Arrays.fill(out, outOffset, outOffset + length, (byte) 0);
  }

  @Override
  public void rekey(Secret key) {
    // Nothing depends on it.
  }
}
