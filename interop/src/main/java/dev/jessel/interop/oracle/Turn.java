// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.Map;

/**
 * One call's answers.
 *
 * @param libssl the system's
 * @param jessel ours
 */
record Turn(Answer libssl, Answer jessel) {
  static final Turn NONE = new Turn(new Answer(Map.of()), new Answer(Map.of()));

  /** The same with something more that both are taken to have said. */
  Turn with(Map<String, String> more) {
    return new Turn(libssl.with(more), jessel.with(more));
  }
}
