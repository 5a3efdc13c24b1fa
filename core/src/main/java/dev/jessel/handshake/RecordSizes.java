// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.record.RecordLimits;

/**
 * How long protected records may be, in bytes.
 *
 * @param sending the most content of a record of ours
 * @param receiving the most content of a record of the peer's
 * @param receivingInner the most content, type byte and padding together of such a record
 */
public record RecordSizes(int sending, int receiving, int receivingInner) {
  /** What there is without an agreement. */
  public static final RecordSizes ANY =
      new RecordSizes(
          RecordLimits.MAX_PLAINTEXT,
          RecordLimits.MAX_PLAINTEXT,
          RecordLimits.MAX_RECORD_SIZE_LIMIT_13);
}
