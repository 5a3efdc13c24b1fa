// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.session.Session;
import java.util.Optional;

/**
 * What a client holds once there is a master key.
 *
 * @param end the connection
 * @param terms what the hellos settled
 * @param master the master key
 * @param keys what came of it
 * @param resumed the session that it is of, if that is an earlier one
 */
record ClientKeys2(
    Ssl2End end, Terms terms, MasterKey master, KeyMaterial keys, Optional<Session> resumed) {
  /** Encrypts from now on and says so; the server's word follows. */
  static HandshakeState begin(
      Ssl2End end, Terms terms, MasterKey master, Optional<Session> resumed, HandshakeIo io) {
    KeyMaterial keys = KeyMaterial.derive(io.crypto(), terms, master);
    end.protect(keys);
    io.send(Messages.of(MessageType.CLIENT_FINISHED, terms.connectionId()));
    return new ExpectServerVerify2(new ClientKeys2(end, terms, master, keys, resumed));
  }
}
