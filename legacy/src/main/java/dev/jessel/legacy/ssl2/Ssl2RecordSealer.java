// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.ssl2.Ssl2Sealer;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;

/** Seals the records of SSLv2 (draft-hickman-netscape-ssl-00 4.1). */
final class Ssl2RecordSealer implements Ssl2Sealer {
  private static final int NO_PADDING = 0x8000;

  private Optional<RecordKeys> keys = Optional.empty();
  private int sequence;

  /** Encrypts from now on; the count goes on. */
  void protect(RecordKeys next) {
    keys = Optional.of(next);
  }

  @Override
  public Bytes seal(byte[] content, int offset, int length) {
    int padding = keys.map(k -> k.padding(length)).orElse(0);
    // The padding is zeros.
    byte[] data =
        Arrays.copyOf(Arrays.copyOfRange(content, offset, offset + length), length + padding);
    byte[] body = keys.isPresent() ? keys.get().seal(data, sequence) : data;
    sequence++;
    ByteWriter record = new ByteWriter();
    if (padding == 0) {
      record.u16(NO_PADDING | body.length);
    } else {
      record.u16(body.length).u8(padding);
    }
    return record.bytes(body).toBytes();
  }

  @Override
  public void destroy() {
    keys.ifPresent(RecordKeys::destroy);
  }
}
