// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Hmac;
import javax.crypto.Mac;

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
}
