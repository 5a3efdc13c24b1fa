// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC on a {@link Mac}. */
final class JcaHmac implements Hmac {
  private final Mac mac;

  JcaHmac(Mac mac, Secret key) {
    this.mac = mac;
    rekey(key);
  }

  @Override
  public void rekey(Secret key) {
    try {
      mac.init(macKey(key));
    } catch (InvalidKeyException refused) {
      throw new ProviderException(mac.getAlgorithm() + " takes no key", refused);
    }
  }

  private SecretKey macKey(Secret key) {
    // JCA has no empty key. HMAC pads its key with zeros, so one zero byte is the same key.
    return key.length() == 0
        ? new SecretKeySpec(new byte[1], mac.getAlgorithm())
        : key.expose(bytes -> new SecretKeySpec(bytes, mac.getAlgorithm()));
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
