// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.record.HandshakeDeframer;

/** Proof that the message in hand ended its record, so that read keys may change (RFC 9846 5.1). */
public final class RecordAligned {
  private static final RecordAligned PROOF = new RecordAligned();

  private RecordAligned() {}

  /** Checks that nothing of a further message is held. */
  public static RecordAligned check(HandshakeDeframer deframer) throws TlsException {
    if (!deframer.isEmpty()) {
      throw new TlsException(
          SslReason.NOT_ON_RECORD_BOUNDARY, "data behind a message that changes keys");
    }
    return PROOF;
  }
}
