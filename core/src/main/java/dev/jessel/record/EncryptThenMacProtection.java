// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * RFC 7366 3: a block cipher, and a MAC over what is encrypted. Nothing is decrypted that the peer
 * did not send, so padding has nothing to tell.
 */
public final class EncryptThenMacProtection implements OpenTypeProtection {
  private final RecordNumbers numbers = new RecordNumbers(Long.MAX_VALUE);
  private final CbcProtection.Form form;
  private final int overhead;
  private final int macLength;
  private final int blockLength;
  private final byte[] tail;
  private final byte[] received;
  private final byte[] expected;
  private final Keyed<CbcCiphers> keyed;

  /** Makes the protection of one direction out of its parts. */
  public EncryptThenMacProtection(CbcCiphers ciphers, CbcProtection.Form form) {
    this.keyed = new Keyed<>(ciphers);
    this.overhead = ciphers.overhead();
    this.form = form;
    this.macLength = ciphers.mac().length();
    this.blockLength = ciphers.body().blockLength();
    this.tail = new byte[blockLength];
    this.received = new byte[macLength];
    this.expected = new byte[macLength];
  }

  @Override
  public boolean wantsEmptyRecordFirst() {
    return form.emptyRecordFirst();
  }

  @Override
  public int overhead() {
    return overhead;
  }

  @Override
  public long sealsLeft() {
    return numbers.sealsLeft();
  }

  // RFC 7366 3: MAC(MAC_write_key, seq_num + type + version + length + IV + ENC(content + padding))
  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    CbcCiphers keys = keyed.ciphers();
    int bodyOffset = outOffset + RecordLimits.HEADER;
    int tailLength = keys.body().pad(length, tail, 0);
    int body = keys.body().seal(in, offset, length, tail, tailLength, out, bodyOffset);
    long sequence = numbers.nextForSealing(length);
    keys.mac().compute(sequence, type, out, bodyOffset, body, out, bodyOffset + body);
    RecordHeader.write(out, outOffset, type, form.version(), body + macLength);
    return RecordLimits.HEADER + body + macLength;
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened)
      throws TlsException {
    CbcCiphers keys = keyed.ciphers();
    int type = in[offset] & 0xFF;
    int bodyOffset = offset + RecordLimits.HEADER;
    int body = length - macLength;
    if (!keys.body().isWhole(body, 1) || !isGenuine(keys.mac(), type, in, bodyOffset, body)) {
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    int held = keys.body().open(in, bodyOffset, body, out, outOffset);
    int padding = form.padding().length(out, outOffset, held, 0, blockLength);
    if (padding == 0) {
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    numbers.opened();
    opened.decrypted(type, out, outOffset, held - padding, held - padding);
  }

  private boolean isGenuine(RecordMac mac, int type, byte[] in, int bodyOffset, int body) {
    mac.compute(numbers.toOpen(), type, in, bodyOffset, body, expected, 0);
    System.arraycopy(in, bodyOffset + body, received, 0, macLength);
    return MessageDigest.isEqual(expected, received);
  }

  @Override
  public void destroy() {
    keyed.forget();
    Arrays.fill(expected, (byte) 0);
    Arrays.fill(tail, (byte) 0);
  }
}
