// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

/** Which keys protect a record. */
public enum Epoch {
  /** None. */
  PLAIN,
  /** Those of early data. */
  EARLY,
  /** Those of the handshake. */
  HANDSHAKE,
  /** Those of application data, whatever their generation. */
  APPLICATION
}
