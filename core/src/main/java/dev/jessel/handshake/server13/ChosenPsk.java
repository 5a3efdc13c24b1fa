// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.handshake.BinderChecked;
import dev.jessel.handshake.PskModes;
import dev.jessel.session.PreSharedKey;

/**
 * The pre-shared key that a server takes. Cannot exist without proof that the client has it.
 *
 * @param index its place among those that the client offered
 * @param proof the client has it
 * @param mode how it is used
 */
public record ChosenPsk(int index, BinderChecked proof, PskModes.Mode mode) {
  boolean isAlone() {
    return mode == PskModes.Mode.ALONE;
  }

  PreSharedKey psk() {
    return proof.psk();
  }
}
