// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.SideKeys;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * RFC 7366 3: a block cipher, and a MAC over what is encrypted. Nothing is decrypted that the peer
 * did not send, so padding has nothing to tell.
 */
public final class EncryptThenMacProtection implements RecordProtection {
  private final RecordNumbers numbers = new RecordNumbers(Long.MAX_VALUE);
  private final CbcProtection.Form form;
  private final int macLength;
  private final int blockLength;
  private final byte[] tail;
  private final byte[] received;
  private final byte[] expected;
  private Optional<Keyed> keyed;

  private record Keyed(CbcBody body, RecordMac mac) {}

  /** Makes the protection of one direction in TLS 1.2; the keys live on. */
  static EncryptThenMacProtection tls12(
      CryptoProvider crypto, SuiteParameters suite, SideKeys keys) {
    return new EncryptThenMacProtection(
        CbcBody.explicit(crypto, suite, keys),
        new RecordMac(crypto, suite.mac().hash(), keys.macKey(), RecordHeader.TLS_1_2),
        CbcProtection.Form.TLS_1_2);
  }

  /** Makes the protection of one direction out of its parts. */
  public EncryptThenMacProtection(CbcBody body, RecordMac mac, CbcProtection.Form form) {
    this.keyed = Optional.of(new Keyed(body, mac));
    this.form = form;
    this.macLength = mac.length();
    this.blockLength = body.blockLength();
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
    return RecordLimits.HEADER + 2 * blockLength + macLength;
  }

  @Override
  public int maxFragment() {
    return RecordLimits.MAX_PLAINTEXT + RecordLimits.MAX_EXPANSION_12;
  }

  @Override
  public long sealsLeft() {
    return numbers.sealsLeft();
  }

  @Override
  public boolean encrypts() {
    return true;
  }

  @Override
  public boolean hidesType() {
    return false;
  }

  // RFC 7366 3: MAC(MAC_write_key, seq_num + type + version + length + IV + ENC(content + padding))
  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    Keyed keys = keyed();
    int bodyOffset = outOffset + RecordLimits.HEADER;
    int tailLength = keys.body.pad(length, tail, 0);
    int body = keys.body.seal(in, offset, length, tail, tailLength, out, bodyOffset);
    long sequence = numbers.nextForSealing(length);
    keys.mac.compute(sequence, type, out, bodyOffset, body, out, bodyOffset + body);
    RecordHeader.write(out, outOffset, type, form.version(), body + macLength);
    return RecordLimits.HEADER + body + macLength;
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened)
      throws TlsException {
    Keyed keys = keyed();
    int type = in[offset] & 0xFF;
    int bodyOffset = offset + RecordLimits.HEADER;
    int body = length - macLength;
    if (!keys.body.isWhole(body, 1) || !isGenuine(keys.mac, type, in, bodyOffset, body)) {
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    int held = keys.body.open(in, bodyOffset, body, out, outOffset);
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
    keyed = Optional.empty();
    Arrays.fill(expected, (byte) 0);
    Arrays.fill(tail, (byte) 0);
  }

  private Keyed keyed() {
    return keyed.orElseThrow(() -> new IllegalStateException("the keys have been destroyed"));
  }
}
