// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/**
 * What a server holds once there is a master key.
 *
 * @param end the connection
 * @param terms what the hellos settled
 * @param master the master key
 * @param keys what came of it
 * @param resumed the session that it is of, if that is an earlier one
 */
record ServerKeys2(
    Ssl2End end, Terms terms, MasterKey master, KeyMaterial keys, Optional<Session> resumed) {
  private static final int ID_LENGTH = 16;

  /** Encrypts from now on and says so; the client's word follows. */
  static ExpectClientFinished2 begin(
      Ssl2End end, Terms terms, MasterKey master, Optional<Session> resumed, HandshakeIo io) {
    KeyMaterial keys = KeyMaterial.derive(io.crypto(), terms, master);
    end.protect(keys);
    io.send(Messages.of(MessageType.SERVER_VERIFY, terms.challenge()));
    return new ExpectClientFinished2(new ServerKeys2(end, terms, master, keys, resumed));
  }

  /** A new CONNECTION-ID. */
  static Bytes connectionId(CryptoProvider crypto) {
    return random(crypto);
  }

  /** The id of a new session. */
  static Bytes sessionId(CryptoProvider crypto) {
    return random(crypto);
  }

  private static Bytes random(CryptoProvider crypto) {
    byte[] id = new byte[ID_LENGTH];
    crypto.randomBytes(id);
    return Bytes.of(id);
  }
}
