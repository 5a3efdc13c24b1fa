// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.session.Session;
import dev.jessel.ssl2.Ssl2Opener;
import dev.jessel.ssl2.Ssl2Sealer;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;
import java.util.Optional;

/**
 * One end of a connection that may come to speak SSLv2. Its records count from the first one on, so
 * it is there before the version is known. Not thread-safe: it belongs to the handshake.
 */
public interface Ssl2Connection {
  /** Opens its records. */
  Ssl2Opener opener();

  /** Seals its records. */
  Ssl2Sealer sealer();

  /**
   * A client's hello in the format of SSLv2.
   *
   * @param hello the same in terms of newer versions, without extensions
   * @param session a session of SSLv2 to resume
   */
  Ssl2Message encode(ClientHello hello, Optional<Session> session);

  /**
   * What a hello in the format of SSLv2 says in terms of newer versions.
   *
   * @throws TlsException when it is malformed
   */
  ClientHello decode(Ssl2Message hello) throws TlsException;

  /**
   * A server's first state in SSLv2.
   *
   * @param hello what came
   * @throws TlsException when it is malformed
   */
  HandshakeState answer(Ssl2Message hello) throws TlsException;

  /**
   * A client's first state in SSLv2: its hello was answered.
   *
   * @param hello what it said
   * @param session the session that it would like to resume
   * @param answer what came
   * @throws TlsException when the server cannot be followed
   */
  HandshakeState answered(
      Ssl2Message hello, Optional<Session> session, Ssl2Message answer, HandshakeIo io)
      throws TlsException;

  /** The ERROR message that says what an alert does; empty where there is none. */
  Optional<Ssl2Message> error(AlertDescription alert);
}
