// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.StreamCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.SideKeys;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * RFC 5246 6.2.3.1: GenericStreamCipher. With the NULL cipher, which is all that TLS 1.2 has here,
 * all can read and none can change.
 */
public final class StreamProtection implements OpenTypeProtection {
  private final RecordNumbers numbers = new RecordNumbers(Long.MAX_VALUE);
  private final int version;
  private final byte[] received;
  private final byte[] expected;
  private final Keyed<Ciphers> keyed;

  private record Ciphers(RecordMac mac, StreamCipher cipher) {}

  /** The NULL cipher in TLS 1.2; the keys live on. */
  static StreamProtection tls12(CryptoProvider crypto, SuiteParameters suite, SideKeys keys) {
    int version = RecordHeader.TLS_1_2;
    return new StreamProtection(
        new RecordMac(crypto, suite.mac().hash(), keys.macKey(), version),
        StreamCipher.NULL,
        version);
  }

  /** Makes the protection of one direction out of its parts. */
  public StreamProtection(RecordMac mac, StreamCipher cipher, int version) {
    this.keyed = new Keyed<>(new Ciphers(mac, cipher));
    this.version = version;
    this.received = new byte[mac.length()];
    this.expected = new byte[mac.length()];
  }

  @Override
  public int overhead() {
    return RecordLimits.HEADER + expected.length;
  }

  @Override
  public long sealsLeft() {
    return numbers.sealsLeft();
  }

  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    int bodyOffset = outOffset + RecordLimits.HEADER;
    int macOffset = bodyOffset + length;
    Ciphers keys = keyed.ciphers();
    long sequence = numbers.nextForSealing(length);
    keys.cipher.process(in, offset, length, out, bodyOffset);
    keys.mac.compute(sequence, type, in, offset, length, expected, 0);
    keys.cipher.process(expected, 0, expected.length, out, macOffset);
    RecordHeader.write(out, outOffset, type, version, length + expected.length);
    return RecordLimits.HEADER + length + expected.length;
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened)
      throws TlsException {
    Ciphers keys = keyed.ciphers();
    int type = in[offset] & 0xFF;
    int content = length - expected.length;
    if (content < 0) {
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    int bodyOffset = offset + RecordLimits.HEADER;
    keys.cipher.process(in, bodyOffset, content, out, outOffset);
    keys.cipher.process(in, bodyOffset + content, received.length, received, 0);
    keys.mac.compute(numbers.toOpen(), type, out, outOffset, content, expected, 0);
    if (!MessageDigest.isEqual(expected, received)) {
      Arrays.fill(out, outOffset, outOffset + content, (byte) 0);
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    numbers.opened();
    opened.decrypted(type, out, outOffset, content, content);
  }

  @Override
  public void destroy() {
    keyed.forget();
    Arrays.fill(expected, (byte) 0);
  }
}
