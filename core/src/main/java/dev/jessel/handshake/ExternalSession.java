// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.dialect.Dialect;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.util.List;
import java.util.Optional;

/**
 * A session that no handshake has made: both applications know its main secret by other means, as
 * in EAP-FAST (RFC 4851).
 *
 * @param mainSecret 48 bytes, which the handshake destroys
 * @param suite what a server shall choose; empty for the first one that both sides take
 */
public record ExternalSession(Secret mainSecret, Optional<CipherSuite> suite) {
  /**
   * What the application goes by.
   *
   * @param ticket what the client shows as a ticket; empty for none
   * @param suites the client's suites, its favourite first; on a client the one that was chosen
   * @param clientRandom 32 bytes of the ClientHello
   * @param serverRandom 32 bytes of the ServerHello
   */
  public record Wanted(
      Bytes ticket, List<CipherSuite> suites, Bytes clientRandom, Bytes serverRandom) {
    /** Keeps a copy. */
    public Wanted {
      suites = List.copyOf(suites);
    }
  }

  /**
   * The session, as if one had been made.
   *
   * @param name how it is named on the wire
   * @param extended whether the hellos speak of an extended main secret, which this one is not
   */
  public Session session(
      Dialect dialect,
      SuiteParameters chosen,
      Session.Name name,
      boolean extended,
      HandshakeIo io) {
    return new Session(
        dialect.version(),
        chosen,
        mainSecret,
        name,
        new Session.Lifetime(io.now(), io.config().resumption().lifetimeSeconds()),
        new Session.Origin(
            io.facts().serverName(),
            io.facts().applicationProtocol(),
            Optional.empty(),
            extended,
            List.of(),
            Optional.empty()),
        Session.Grant.in(io.config().resumption().context()));
  }
}
