// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.List;
import java.util.Map;

/**
 * What no call tells and a known difference may depend on. In the list they stand beside what the
 * call before has told: {@code half=1} while a write waits to be repeated, {@code said=1} once
 * SSL_shutdown has said goodbye, whatever SSL_get_shutdown tells, {@code asks=2} once the end has
 * asked twice for the peer's KeyUpdate, {@code asked=2} on the end that was asked.
 */
final class Tags {
  private boolean half;
  private boolean said;
  private int asks;
  private int asked;

  void note(Command command, Answer answer, Tags peer) {
    if (List.of("write", "writex", "retry").contains(command.name())) {
      // A misuse leaves the write as it was.
      half = answer.has("err", "WANT_WRITE") || half && !answer.has("err", "NONE");
    } else if (command.is("shutdown")) {
      said |= answer.has("sd", "1") || answer.has("sd", "3");
    } else if (command.is("keyupdate") && command.number(2) == 1 && answer.has("ret", "1")) {
      asks = Math.min(2, asks + 1);
      peer.asked = asks;
    } else if (command.startsOver() && !command.is("ticket")) {
      half = false;
      said = false;
    }
  }

  boolean isHalf() {
    return half;
  }

  Map<String, String> asFields() {
    return Map.of(
        "half",
        half ? "1" : "0",
        "said",
        said ? "1" : "0",
        "asks",
        Integer.toString(asks),
        "asked",
        Integer.toString(asked));
  }
}
