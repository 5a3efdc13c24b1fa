// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.record.RecordLimits;

/** Counts what a peer may send a little of but not without end. Application data starts it anew. */
final class FloodGuard {
  private int warnings;
  private int empties;
  private int keyUpdates;
  private int tickets;
  private int renegotiations;

  void warningAlert() throws TlsException {
    warnings =
        counted(
            warnings,
            RecordLimits.MAX_WARNING_ALERTS,
            SslReason.TOO_MANY_WARN_ALERTS,
            "warning alerts");
  }

  void emptyRecord() throws TlsException {
    empties =
        counted(
            empties, RecordLimits.MAX_EMPTY_RECORDS, SslReason.RECORD_TOO_SMALL, "empty records");
  }

  void keyUpdate() throws TlsException {
    keyUpdates =
        counted(
            keyUpdates, RecordLimits.MAX_KEY_UPDATES, SslReason.TOO_MANY_KEY_UPDATES, "KeyUpdates");
  }

  void ticket() throws TlsException {
    tickets = counted(tickets, RecordLimits.MAX_TICKETS, SslReason.UNEXPECTED_MESSAGE, "tickets");
  }

  /** The peer began another handshake, or asked for one, be it in vain. */
  void renegotiation() throws TlsException {
    renegotiations =
        counted(
            renegotiations,
            RecordLimits.MAX_RENEGOTIATIONS,
            SslReason.NO_RENEGOTIATION,
            "renegotiations");
  }

  /** A record with content came. */
  void content() {
    warnings = 0;
    empties = 0;
  }

  /** Application data came. */
  void applicationData() {
    content();
    keyUpdates = 0;
    tickets = 0;
    renegotiations = 0;
  }

  private static int counted(int before, int limit, SslReason reason, String what)
      throws TlsException {
    if (before >= limit) {
      throw new TlsException(reason, "more than " + limit + " " + what + " in a row");
    }
    return before + 1;
  }
}
