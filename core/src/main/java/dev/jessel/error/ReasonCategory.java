// SPDX-License-Identifier: Apache-2.0
package dev.jessel.error;

/** What kind of failure an {@link SslReason} is: who is to blame, and what could help. */
public enum ReasonCategory {
  /** What the peer sent cannot be parsed. */
  INVALID_MESSAGE,
  /** What the peer sent can be parsed, and the protocol forbids it. */
  PEER_MISBEHAVED,
  /** Both sides behave; they have no version, suite, group or name in common. */
  PEER_INCOMPATIBLE,
  /** A certificate, or the lack of one, is the reason. */
  CERTIFICATE,
  /** The peer gave up and said why. */
  ALERT_RECEIVED,
  /** The transport ended or failed. */
  TRANSPORT,
  /** The application asked for what cannot be done. */
  MISUSE,
  /** A fault of this library or of its environment. */
  INTERNAL
}
