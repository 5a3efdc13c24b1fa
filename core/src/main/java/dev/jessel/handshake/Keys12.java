// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.Secret;
import dev.jessel.dialect.Dialect;
import dev.jessel.keys.FinishedSender;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.KeyLog;
import dev.jessel.keys.MainSecret12;
import dev.jessel.keys.Prf;
import dev.jessel.keys.SideKeys;
import dev.jessel.record.RecordProtection;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;

/**
 * The main secret of a connection of TLS 1.2, and all that comes from it.
 *
 * @param agreement what the hellos settled
 * @param main the main secret
 */
public record Keys12(Agreement12 agreement, MainSecret12 main) {
  /**
   * Derives the main secret; the transcript ends with the ClientKeyExchange.
   *
   * @param premaster what the key exchange yielded; destroyed
   */
  public static Keys12 derive(Agreement12 agreement, Secret premaster, HandshakeIo io) {
    Prf prf = agreement.dialect().prf(io.crypto(), agreement.suite());
    MainSecret12 main =
        agreement.extendedMainSecret()
            ? MainSecret12.extended(prf, premaster, io.transcript())
            : MainSecret12.of(prf, premaster, agreement.clientRandom(), agreement.serverRandom());
    return known(agreement, main, io);
  }

  /** Takes the main secret of a session that is resumed. */
  public static Keys12 resume(Agreement12 agreement, Session session, HandshakeIo io) {
    Prf prf = agreement.dialect().prf(io.crypto(), agreement.suite());
    return known(agreement, MainSecret12.resumed(prf, session.secret()), io);
  }

  private static Keys12 known(Agreement12 agreement, MainSecret12 main, HandshakeIo io) {
    io.logSecret(KeyLog.CLIENT_RANDOM, main.secret());
    io.facts().exporter(main.exporter(agreement.clientRandom(), agreement.serverRandom()));
    return new Keys12(agreement, main);
  }

  /** What protects the records of one side. */
  public RecordProtection protection(FinishedSender side, HandshakeIo io) {
    KeyBlock block =
        main.keyBlock(
            agreement.dialect().keySizes(agreement.suite()),
            agreement.clientRandom(),
            agreement.serverRandom());
    try {
      return agreement
          .dialect()
          .protection(
              io.crypto(),
              new Dialect.RecordTerms(
                  agreement.suite(),
                  agreement.encryptThenMac(),
                  io.config().older().switches().emptyRecords()),
              finalKeys(block, side, io));
    } finally {
      block.destroy();
    }
  }

  private SideKeys finalKeys(KeyBlock block, FinishedSender side, HandshakeIo io) {
    Bytes client = agreement.clientRandom();
    Bytes server = agreement.serverRandom();
    Dialect dialect = agreement.dialect();
    return side == FinishedSender.CLIENT
        ? dialect.finalKeys(io.crypto(), agreement.suite(), block.client(), client, server)
        : dialect.finalKeys(io.crypto(), agreement.suite(), block.server(), server, client);
  }

  /** The verify_data of one side's Finished, over the transcript so far. */
  public Bytes verifyData(FinishedSender side, HandshakeIo io) {
    return main.finishedMac(side, io.transcript());
  }

  /** The session that these keys belong to; it has a copy of the secret. */
  public Session session(Session.Name name, Session.Lifetime lifetime, HandshakeIo io) {
    return new Session(
        agreement.dialect().version(),
        agreement.suite(),
        main.secret().copy(),
        name,
        lifetime,
        io.facts().origin(),
        Session.Grant.in(io.config().resumption().context()));
  }

  /** Forgets the secret. */
  public void destroy() {
    main.destroy();
  }
}
