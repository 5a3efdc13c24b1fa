// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.error.TlsException;
import dev.jessel.record.OpenedRecord;
import dev.jessel.record.RecordProtection;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import java.util.Optional;

/** One direction's keys of TLS 1.2. */
final class RecordKeys12 {
  private final RecordProtection protection;

  RecordKeys12(RecordProtection protection) {
    this.protection = protection;
  }

  /** One whole record. */
  Bytes seal(ContentType type, Bytes content) {
    byte[] in = content.toArray();
    byte[] out = new byte[in.length + protection.overhead()];
    int length = protection.seal(type.code(), in, 0, in.length, 0, out, 0);
    return Bytes.copyOf(out, 0, length);
  }

  /** Opens a whole record; empty when these are not its keys. */
  Optional<PeerRecord> open(Bytes record) {
    byte[] in = record.toArray();
    OpenedRecord opened = new OpenedRecord();
    try {
      protection.open(in, 0, in.length - RecordKeys.HEADER, new byte[in.length], 0, opened);
    } catch (TlsException e) {
      return Optional.empty();
    }
    Bytes content = Bytes.copyOf(opened.array(), opened.start(), opened.length());
    ContentType type = new ContentType(opened.type());
    return Optional.of(new PeerRecord(Epoch.APPLICATION, type, content, 0, in.length));
  }
}
