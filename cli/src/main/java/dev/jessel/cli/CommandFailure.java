// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

/** A command cannot do what it was asked to do. The message is the one line that the user sees. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** Fails with a message. */
  public CommandFailure(String message) {
    super(message);
  }

  /** Fails with a message, because of something. */
  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
