// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sees the records that pass in both directions. For one thread for each direction. */
final class WireTap extends FilterBio {
  private static final int APPLICATION_DATA = 23;
  private static final int HEADER = 5;

  private final ByteArrayOutputStream in = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  WireTap(Bio next) {
    super(next);
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    int count = readNext(b, off, len);
    if (count > 0) {
      in.write(b, off, count);
    }
    return count;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    int count = writeNext(b, off, len);
    if (count > 0) {
      out.write(b, off, count);
    }
    return count;
  }

  /** The first byte that came, 0 to 255. */
  int firstByteReceived() {
    return in.toByteArray()[0] & 0xFF;
  }

  /** Payload lengths of the encrypted records that came. */
  List<Integer> encryptedRecordsReceived() {
    return encryptedRecords(in.toByteArray());
  }

  /** Payload lengths of the encrypted records that went out. */
  List<Integer> encryptedRecordsSent() {
    return encryptedRecords(out.toByteArray());
  }

  private static List<Integer> encryptedRecords(byte[] stream) {
    List<Integer> lengths = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= stream.length) {
      int length = (stream[at + 3] & 0xFF) << 8 | stream[at + 4] & 0xFF;
      if (stream[at] == APPLICATION_DATA) {
        lengths.add(length);
      }
      at += HEADER + length;
    }
    return lengths;
  }
}
