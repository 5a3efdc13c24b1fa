// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/** What a server's application thinks of a ClientHello. */
public enum ClientHelloVerdict {
  /** Go on. */
  PROCEED,
  /** End the handshake with a handshake_failure alert. */
  REFUSE
}
