// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Hmac;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/** HMAC on a {@link Mac} that has its key. */
final class JcaHmac implements Hmac {
  private final Mac mac;

  JcaHmac(Mac mac) {
    this.mac = mac;
  }

  @Override
  public byte[] mac(byte[]... parts) {
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    mac.update(data, offset, length);
  }

  @Override
  public void finish(byte[] out, int outOffset) {
    try {
      mac.doFinal(out, outOffset);
    } catch (ShortBufferException noRoom) {
      throw new IllegalArgumentException("no room for " + length() + " bytes", noRoom);
    }
  }

  @Override
  public int length() {
    return mac.getMacLength();
  }
}
