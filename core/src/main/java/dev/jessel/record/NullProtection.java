// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/** No protection: the records before keys exist. */
public final class NullProtection implements RecordProtection {
  /** RFC 9846 5.1: the first ClientHello may say 0x0301 for the sake of old servers. */
  public static final int FIRST_CLIENT_HELLO_VERSION = 0x0301;

  private static final int VERSION = 0x0303;

  private int version;
  private int spoken = VERSION;

  /** Makes the protection of a connection's first records; they carry version 0x0303. */
  public NullProtection() {
    this(VERSION);
  }

  /**
   * Makes the protection of a connection's first records.
   *
   * @param firstVersion the version field of the first record; later ones carry 0x0303
   */
  public NullProtection(int firstVersion) {
    version = firstVersion;
  }

  @Override
  public int overhead() {
    return RecordLimits.HEADER;
  }

  @Override
  public int maxFragment() {
    return RecordLimits.MAX_PLAINTEXT;
  }

  @Override
  public long sealsLeft() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean encrypts() {
    return false;
  }

  @Override
  public boolean hidesType() {
    return false;
  }

  /** From the second ClientHello or flight on, records carry 0x0303, or what is spoken. */
  public void firstFlightSent() {
    version = spoken;
  }

  /** A version older than TLS 1.2 is spoken: records carry its number. */
  void speak(int old) {
    version = old;
    spoken = old;
  }

  @Override
  public int seal(
      int type, byte[] in, int offset, int length, int padding, byte[] out, int outOffset) {
    RecordHeader.write(out, outOffset, type, version, length);
    System.arraycopy(in, offset, out, outOffset + RecordLimits.HEADER, length);
    return RecordLimits.HEADER + length;
  }

  @Override
  public void open(
      byte[] in, int offset, int length, byte[] out, int outOffset, OpenedRecord opened) {
    System.arraycopy(in, offset + RecordLimits.HEADER, out, outOffset, length);
    opened.content(in[offset] & 0xFF, out, outOffset, length);
  }

  @Override
  public void destroy() {
    // There are no keys.
  }
}
