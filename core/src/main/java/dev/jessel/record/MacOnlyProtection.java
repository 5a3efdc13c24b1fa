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

/** RFC 5246 6.2.3.1: GenericStreamCipher with the NULL cipher. All can read, none can change. */
public final class MacOnlyProtection implements RecordProtection {
  private final RecordNumbers numbers = new RecordNumbers(Long.MAX_VALUE);
  private final int version;
  private final byte[] received;
  private final byte[] expected;
  private Optional<RecordMac> keyed;

  /** Makes the protection of one direction; the keys live on. */
  MacOnlyProtection(CryptoProvider crypto, SuiteParameters suite, SideKeys keys, int version) {
    RecordMac mac = new RecordMac(crypto, suite.mac().hash(), keys.macKey(), version);
    this.keyed = Optional.of(mac);
    this.version = version;
    this.received = new byte[mac.length()];
    this.expected = new byte[mac.length()];
  }

  @Override
  public int overhead() {
    return RecordLimits.HEADER + expected.length;
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

  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    int bodyOffset = outOffset + RecordLimits.HEADER;
    int macOffset = bodyOffset + length;
    long sequence = numbers.nextForSealing(length);
    System.arraycopy(in, offset, out, bodyOffset, length);
    mac().compute(sequence, type, in, offset, length, out, macOffset);
    RecordHeader.write(out, outOffset, type, version, length + expected.length);
    return RecordLimits.HEADER + length + expected.length;
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened)
      throws TlsException {
    int type = in[offset] & 0xFF;
    int bodyOffset = offset + RecordLimits.HEADER;
    int content = length - expected.length;
    if (content < 0 || !isGenuine(type, in, bodyOffset, content)) {
      throw new TlsException(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    System.arraycopy(in, bodyOffset, out, outOffset, content);
    numbers.opened();
    opened.decrypted(type, out, outOffset, content, content);
  }

  private boolean isGenuine(int type, byte[] in, int bodyOffset, int content) {
    mac().compute(numbers.toOpen(), type, in, bodyOffset, content, expected, 0);
    System.arraycopy(in, bodyOffset + content, received, 0, received.length);
    return MessageDigest.isEqual(expected, received);
  }

  @Override
  public void destroy() {
    keyed = Optional.empty();
    Arrays.fill(expected, (byte) 0);
  }

  private RecordMac mac() {
    return keyed.orElseThrow(() -> new IllegalStateException("the keys have been destroyed"));
  }
}
