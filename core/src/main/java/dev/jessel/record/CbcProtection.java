// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.util.Arrays;

/**
 * RFC 5246 6.2.3.2: a block cipher over content and MAC, the MAC inside. Wrong padding and a wrong
 * MAC are one failure, found in the same time as far as Java allows: padding and MAC are both
 * looked at always, the hash takes in the same number of blocks always (Lucky Thirteen), and the
 * place of the MAC decides nothing about which bytes are read.
 */
public final class CbcProtection implements OpenTypeProtection {
  private static final int MAX_PADDING = 256;

  /** At least as long as any MAC, and a power of two, so that no index leaves it. */
  private static final int MAC_ROOM = 64;

  private final RecordNumbers numbers = new RecordNumbers(Long.MAX_VALUE);
  private final Form form;
  private final int overhead;
  private final int macLength;
  private final int blockLength;
  private final byte[] tail;
  private final byte[] expected = new byte[MAC_ROOM];
  private final Keyed<CbcCiphers> keyed;

  /**
   * What differs between versions.
   *
   * @param version of the records
   * @param padding what padding must look like
   * @param emptyRecordFirst whether a record without content goes before each of application data
   */
  public record Form(int version, CbcPadding padding, boolean emptyRecordFirst) {
    /** As TLS 1.2 has it. */
    static final Form TLS_1_2 = new Form(RecordHeader.TLS_1_2, CbcPadding.TLS, false);
  }

  /** Makes the protection of one direction out of its parts. */
  public CbcProtection(CbcCiphers ciphers, Form form) {
    this.keyed = new Keyed<>(ciphers);
    this.overhead = ciphers.overhead();
    this.form = form;
    this.macLength = ciphers.mac().length();
    this.blockLength = ciphers.body().blockLength();
    this.tail = new byte[macLength + blockLength];
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

  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    CbcCiphers keys = keyed.ciphers();
    keys.mac().compute(numbers.nextForSealing(length), type, in, offset, length, tail, 0);
    int tailLength = keys.body().pad(length, tail, macLength);
    int bodyOffset = outOffset + RecordLimits.HEADER;
    int body = keys.body().seal(in, offset, length, tail, tailLength, out, bodyOffset);
    RecordHeader.write(out, outOffset, type, form.version(), body);
    return RecordLimits.HEADER + body;
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened)
      throws TlsException {
    CbcCiphers keys = keyed.ciphers();
    if (!keys.body().isWhole(length, macLength + 1)) {
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    int type = in[offset] & 0xFF;
    int held = keys.body().open(in, offset + RecordLimits.HEADER, length, out, outOffset);
    int padding = form.padding().length(out, outOffset, held, macLength, blockLength);
    // RFC 5246 6.2.3.2: with wrong padding the MAC is computed all the same, as if there were none
    int unsound = Mask.isZero(padding);
    int content = held - macLength - (padding | unsound & 1);
    keys.mac()
        .computeHidingLength(
            numbers.toOpen(), type, out, outOffset, content, held - macLength - 1, expected);
    if ((unsound | macDiffers(out, outOffset, held, content)) != 0) {
      Arrays.fill(out, outOffset, outOffset + held, (byte) 0);
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    numbers.opened();
    opened.decrypted(type, out, outOffset, content, content);
  }

  /** Reads every place where a MAC could stand, and counts the one where it has to. */
  private int macDiffers(byte[] decrypted, int offset, int held, int content) {
    int differences = 0;
    for (int i = Math.max(0, held - macLength - MAX_PADDING); i < held; i++) {
      int index = i - content;
      int inside = Mask.atMost(0, index) & Mask.atMost(index, macLength - 1);
      differences |= inside & (decrypted[offset + i] ^ expected[index & MAC_ROOM - 1]);
    }
    return differences;
  }

  @Override
  public void destroy() {
    keyed.forget();
    Arrays.fill(expected, (byte) 0);
    Arrays.fill(tail, (byte) 0);
  }
}
