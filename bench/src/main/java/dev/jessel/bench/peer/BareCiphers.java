// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The limit: what JCA takes for the records of a message, with nothing of TLS around it. */
final class BareCiphers implements Pair {
  private static final int TAG_BITS = 128;
  private static final int HEADER = 5;
  private static final int FULL = 16 * 1024;
  private static final int RECORD = 17 * 1024;

  private final Optional<BareCiphers> back;
  private final boolean gcm;
  private final SecretKeySpec key;
  private final Cipher sealing;
  private final Cipher opening;
  private final byte[] nonce = new byte[12];
  private final byte[] header = new byte[HEADER];
  private final byte[] type = {23};
  private final byte[] content;
  private final byte[] received;
  private final byte[] record = new byte[RECORD];
  private long sequence;

  BareCiphers(Setup.Cipher cipher, int size) throws GeneralSecurityException {
    this(cipher, size, Optional.of(new BareCiphers(cipher, size, Optional.empty())));
  }

  private BareCiphers(Setup.Cipher cipher, int size, Optional<BareCiphers> back)
      throws GeneralSecurityException {
    this.back = back;
    gcm = cipher != Setup.Cipher.CHACHA20_POLY1305_SHA256;
    int length = cipher == Setup.Cipher.AES_128_GCM_SHA256 ? 16 : 32;
    key = new SecretKeySpec(new byte[length], gcm ? "AES" : "ChaCha20");
    String name = gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305";
    sealing = Cipher.getInstance(name);
    opening = Cipher.getInstance(name);
    content = new byte[size];
    received = new byte[size + RECORD];
  }

  @Override
  public void connect() {
    // There is nobody to talk to.
  }

  @Override
  public int write() throws GeneralSecurityException {
    int total = 0;
    for (int at = 0; at < content.length; at += FULL) {
      total += seal(at, Math.min(FULL, content.length - at));
    }
    return total;
  }

  @Override
  public int writeAndRead() throws GeneralSecurityException {
    int total = 0;
    for (int at = 0; at < content.length; at += FULL) {
      int length = seal(at, Math.min(FULL, content.length - at));
      opening.init(Cipher.DECRYPT_MODE, key, parameters());
      opening.updateAAD(header);
      total += opening.doFinal(record, 0, length, received, at) - type.length;
    }
    return total;
  }

  @Override
  public int answer() throws GeneralSecurityException {
    return back.orElseThrow().writeAndRead();
  }

  @Override
  public Object part() {
    return this;
  }

  private int seal(int at, int length) throws GeneralSecurityException {
    ByteBuffer.wrap(nonce).putLong(4, ++sequence);
    sealing.init(Cipher.ENCRYPT_MODE, key, parameters());
    sealing.updateAAD(header);
    int written = sealing.update(content, at, length, record, 0);
    return written + sealing.doFinal(type, 0, type.length, record, written);
  }

  private AlgorithmParameterSpec parameters() {
    return gcm ? new GCMParameterSpec(TAG_BITS, nonce) : new IvParameterSpec(nonce);
  }
}
