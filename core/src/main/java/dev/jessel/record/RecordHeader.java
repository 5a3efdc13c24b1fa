// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/** The five bytes in front of each record: content type, legacy version, length. */
final class RecordHeader {
  /** The version field of TLS 1.2, and of TLS 1.3 for ever. */
  static final int TLS_1_2 = 0x0303;

  private RecordHeader() {}

  static void write(byte[] out, int offset, int type, int version, int length) {
    out[offset] = (byte) type;
    out[offset + 1] = (byte) (version >>> 8);
    out[offset + 2] = (byte) version;
    out[offset + 3] = (byte) (length >>> 8);
    out[offset + 4] = (byte) length;
  }

  /** The length of the record that an array holds from an index on; 0 if not all of it is there. */
  static int wholeRecord(byte[] array, int start, int size) {
    if (size < RecordLimits.HEADER) {
      return 0;
    }
    int whole = RecordLimits.HEADER + ((array[start + 3] & 0xFF) << 8 | array[start + 4] & 0xFF);
    return whole <= size ? whole : 0;
  }

  static int version(InboundBuffer in) {
    return in.peek(1) << 8 | in.peek(2);
  }

  static int length(InboundBuffer in) {
    return in.peek(3) << 8 | in.peek(4);
  }
}
