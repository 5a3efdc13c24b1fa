// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

/** Whose Finished message it is: one side's cannot be sent back to it as the other's. */
public enum FinishedSender {
  /** The client. */
  CLIENT("client finished"),
  /** The server. */
  SERVER("server finished");

  private final String label;

  FinishedSender(String label) {
    this.label = label;
  }

  /** RFC 5246 7.4.9: the label of the PRF. */
  public String label() {
    return label;
  }
}
