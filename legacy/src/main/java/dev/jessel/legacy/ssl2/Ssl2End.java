// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Established;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Ssl2Connection;
import dev.jessel.session.Session;
import dev.jessel.ssl2.Ssl2Opener;
import dev.jessel.ssl2.Ssl2Sealer;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;
import java.util.Optional;

/** One end of a connection: what its states change of its records. */
final class Ssl2End implements Ssl2Connection {
  private final CryptoProvider crypto;
  private final boolean isServer;
  private final Ssl2RecordOpener opener;
  private final Ssl2RecordSealer sealer = new Ssl2RecordSealer();

  Ssl2End(CryptoProvider crypto, boolean isServer) {
    this.crypto = crypto;
    this.isServer = isServer;
    this.opener = new Ssl2RecordOpener(isServer);
  }

  @Override
  public Ssl2Opener opener() {
    return opener;
  }

  @Override
  public Ssl2Sealer sealer() {
    return sealer;
  }

  @Override
  public Ssl2Message encode(ClientHello hello, Optional<Session> session) {
    return Ssl2ClientHello.of(hello, session).encode();
  }

  @Override
  public ClientHello decode(Ssl2Message hello) throws TlsException {
    return Ssl2ClientHello.decode(hello).inTermsOfTls();
  }

  @Override
  public HandshakeState answer(Ssl2Message hello) throws TlsException {
    return new LookUpSession2(this, Ssl2ClientHello.decode(hello));
  }

  @Override
  public HandshakeState answered(
      Ssl2Message hello, Optional<Session> session, Ssl2Message answer, HandshakeIo io)
      throws TlsException {
    return new ServerAnswer(this, Ssl2ClientHello.decode(hello), session).take(answer, io);
  }

  @Override
  public Optional<Ssl2Message> error(AlertDescription alert) {
    // Once data flows there is nothing that would not be taken for data.
    return ErrorCode.of(alert).filter(any -> !opener.isHandshakeOver()).map(ErrorCode::message);
  }

  /** Encrypts and decrypts from now on. */
  void protect(KeyMaterial keys) {
    if (isServer) {
      opener.protect(keys.clientWrites(crypto, false));
      sealer.protect(keys.serverWrites(crypto, true));
    } else {
      sealer.protect(keys.clientWrites(crypto, true));
      opener.protect(keys.serverWrites(crypto, false));
    }
  }

  /** The handshake is over: what comes now is application data. */
  HandshakeState established(KeyMaterial keys) {
    keys.destroy();
    opener.dataFollows();
    return new Established(new NothingFollows2());
  }
}
