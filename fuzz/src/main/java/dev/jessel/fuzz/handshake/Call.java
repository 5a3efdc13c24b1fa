// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.fuzz.Choice;
import java.nio.ByteBuffer;

/** What an application does with its connection besides reading. */
enum Call {
  WRITE(ssl -> ssl.write(ByteBuffer.allocate(100))),
  WRITE_MUCH(ssl -> ssl.write(ByteBuffer.allocate(20_000))),
  PEEK(ssl -> ssl.peek(ByteBuffer.allocate(3))),
  UPDATE_KEYS(ssl -> ssl.updateKeys(true)),
  UPDATE_OWN_KEYS(ssl -> ssl.updateKeys(false)),
  RENEGOTIATE(ssl -> ssl.renegotiate(false)),
  RENEGOTIATE_RESUMING(ssl -> ssl.renegotiate(true)),
  ASK_FOR_CERTIFICATE(ssl -> ssl.requestClientCertificate(SslVerify.REQUIRED)),
  SEND_TICKET(Ssl::sendTicket),
  SHUT_DOWN(Ssl::shutdownOutput),
  WRITE_EARLY(ssl -> ssl.writeEarlyData(ByteBuffer.allocate(50))),
  READ_EARLY(ssl -> ssl.readEarlyData(ByteBuffer.allocate(1000)));

  private interface Doing {
    SslStatus on(Ssl ssl) throws SslException;
  }

  private final Doing doing;

  Call(Doing doing) {
    this.doing = doing;
  }

  /** The call that a byte names; every byte does. */
  static Call of(int code) {
    return Choice.of(Call.class, code);
  }

  SslStatus on(Ssl ssl) throws SslException {
    return doing.on(ssl);
  }
}
