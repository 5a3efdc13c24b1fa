// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/** What became of early data (0-RTT). */
public enum EarlyDataStatus {
  /** The client sent none, or it is not known yet whether the server takes it. */
  NOT_SENT,
  /** The server does not take it: nobody read it. */
  REJECTED,
  /** The server takes it. */
  ACCEPTED
}
