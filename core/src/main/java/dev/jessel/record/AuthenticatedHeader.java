// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/**
 * What is authenticated besides the content up to TLS 1.2: sequence number, type, version, length.
 * One array serves all records of a direction.
 */
final class AuthenticatedHeader {
  /** Size in bytes, where the version is in it. */
  static final int LENGTH = Long.BYTES + RecordLimits.HEADER;

  private final byte[] header = new byte[LENGTH];
  private final int version;

  AuthenticatedHeader(int version) {
    this.version = version;
  }

  // RFC 5246 6.2.3.3: seq_num + TLSCompressed.type + TLSCompressed.version + TLSCompressed.length
  /** The header of one record, valid until the next call. */
  byte[] of(long sequence, int type, int length) {
    for (int i = 0; i < Long.BYTES; i++) {
      header[i] = (byte) (sequence >>> 8 * (Long.BYTES - 1 - i));
    }
    RecordHeader.write(header, Long.BYTES, type, version, length);
    return header;
  }
}
