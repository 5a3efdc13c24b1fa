// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

/** The victim has failed, or says nothing more: there is nobody left to talk to. */
final class EndOfScript extends RuntimeException {
  private static final long serialVersionUID = 1;

  EndOfScript(String why) {
    super(why);
  }
}
