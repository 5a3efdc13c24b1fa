// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.der;

import java.io.ByteArrayOutputStream;

/** Wraps bytes in DER elements: enough to put a key of an older format into PKCS#8. */
public final class DerWriter {
  private DerWriter() {}

  /** One element around the given parts. */
  public static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    byte[] head = head(tag, length);
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + length);
    out.writeBytes(head);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** What goes before so many bytes of content: identifier and length. */
  public static byte[] head(int tag, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(6);
    out.write(tag);
    writeLength(out, length);
    return out.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    int count = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    out.write(0x80 | count);
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      out.write(length >>> shift);
    }
  }
}
