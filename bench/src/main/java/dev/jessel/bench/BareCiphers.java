// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The limit: what the JDK's AES-GCM takes for a record, with nothing of TLS around it. */
final class BareCiphers implements Pair {
  private static final int TAG_BITS = 128;
  private static final int HEADER = 5;
  private static final int MAX_RECORD = 17 * 1024;

  private final SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
  private final Cipher sealing = Cipher.getInstance("AES/GCM/NoPadding");
  private final Cipher opening = Cipher.getInstance("AES/GCM/NoPadding");
  private final byte[] nonce = new byte[12];
  private final byte[] header = new byte[HEADER];
  private final byte[] type = {23};
  private final byte[] record = new byte[MAX_RECORD];
  private final byte[] received = new byte[MAX_RECORD];
  private long sequence;

  BareCiphers() throws GeneralSecurityException {}

  @Override
  public void connect() {
    // There is nobody to talk to.
  }

  @Override
  public int write(byte[] content) throws GeneralSecurityException {
    nextNonce();
    sealing.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
    sealing.updateAAD(header);
    int written = sealing.update(content, 0, content.length, record, 0);
    return written + sealing.doFinal(type, 0, 1, record, written);
  }

  @Override
  public int writeAndRead(byte[] content) throws GeneralSecurityException {
    int length = write(content);
    opening.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
    opening.updateAAD(header);
    return opening.doFinal(record, 0, length, received, 0);
  }

  private void nextNonce() {
    ByteBuffer.wrap(nonce).putLong(4, ++sequence);
  }
}
