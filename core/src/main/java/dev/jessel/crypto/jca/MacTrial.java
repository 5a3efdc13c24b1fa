// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import javax.crypto.Mac;

/** Some steps of a key schedule: short messages under keys that came out of the step before. */
record MacTrial(String algorithm) implements Trial {
  private static final int STEPS = 8;
  private static final byte[] LABEL = new byte[50];

  @Override
  public Round with(Provider provider) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm, provider);
    return () -> {
      byte[] unused = last(mac);
    };
  }

  @Override
  public void requireSame(Provider one, Provider other) throws GeneralSecurityException {
    byte[] expected = last(Mac.getInstance(algorithm, one));
    Trial.require(
        MessageDigest.isEqual(expected, last(Mac.getInstance(algorithm, other))), algorithm);
  }

  private static byte[] last(Mac mac) {
    JcaHmac hmac = new JcaHmac(mac, Secret.copyOf(new byte[mac.getMacLength()]));
    byte[] value = hmac.mac(LABEL);
    for (int i = 1; i < STEPS; i++) {
      hmac.rekey(Secret.copyOf(value));
      value = hmac.mac(LABEL);
    }
    return value;
  }
}
