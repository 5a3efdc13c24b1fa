// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream of bytes into TLS records, so that each gets a packet of its own. What cannot be
 * records is handed on as it comes.
 */
final class RecordAssembler {
  private static final int HEADER = 5;
  private static final int LENGTH_AT = 3;
  private static final int MAX_LENGTH = 16_384 + 2_048;

  private byte[] held = new byte[0];
  private boolean isTls = true;

  /** Adds bytes. */
  void add(byte[] bytes, int offset, int length) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(held.length + length);
    all.write(held, 0, held.length);
    all.write(bytes, offset, length);
    held = all.toByteArray();
  }

  /** The next whole record. */
  Optional<byte[]> next() {
    if (held.length == 0) {
      return Optional.empty();
    }
    if (!isTls) {
      return rest();
    }
    if (held.length < HEADER) {
      return Optional.empty();
    }
    int length = (held[LENGTH_AT] & 0xFF) << 8 | held[LENGTH_AT + 1] & 0xFF;
    isTls = length <= MAX_LENGTH;
    if (!isTls) {
      return rest();
    }
    return held.length < HEADER + length ? Optional.empty() : Optional.of(take(HEADER + length));
  }

  /** What is left: a record that was cut off. */
  Optional<byte[]> rest() {
    return held.length == 0 ? Optional.empty() : Optional.of(take(held.length));
  }

  private byte[] take(int count) {
    byte[] taken = Arrays.copyOf(held, count);
    held = Arrays.copyOfRange(held, count, held.length);
    return taken;
  }
}
