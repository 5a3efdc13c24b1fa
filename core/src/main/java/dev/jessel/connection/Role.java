// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

/** Which end of the connection this is. */
public enum Role {
  /** Sends the first ClientHello. */
  CLIENT,
  /** Waits for it. */
  SERVER
}
