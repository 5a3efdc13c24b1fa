// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.wire.message.Finished;

/**
 * What a server holds once its ServerHello is out.
 *
 * @param terms what was chosen
 * @param secrets the handshake stage of the key schedule
 * @param asksClient whether the client was asked for a certificate
 * @param withPsk whether a pre-shared key is used
 */
public record ServerKeys(
    Terms terms, HandshakeSecrets secrets, boolean asksClient, boolean withPsk) {
  /** Ends the server's flight; what is written from now on is application data. */
  ApplicationKeys sendFinished(HandshakeIo io) {
    io.send(new Finished(secrets.finishedMac(secrets.serverTraffic(), io.transcript().hash())));
    ApplicationKeys application = ApplicationKeys.derive(secrets.main(), io);
    io.writeKeys(terms.suite(), application.traffic().server());
    io.mayWriteEarly();
    return application;
  }
}
