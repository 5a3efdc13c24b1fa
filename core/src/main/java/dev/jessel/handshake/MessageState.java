// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.client13.ExpectCertificateOrRequest;
import dev.jessel.handshake.client13.ExpectEncryptedExtensions;
import dev.jessel.handshake.client13.ExpectSecondServerHello;
import dev.jessel.handshake.client13.ExpectServerCertificate;
import dev.jessel.handshake.client13.ExpectServerCertificateVerify;
import dev.jessel.handshake.client13.ExpectServerFinished;
import dev.jessel.handshake.client13.ExpectServerHello;
import dev.jessel.handshake.post.ExpectClientPostHandshake;
import dev.jessel.handshake.post.ExpectServerPostHandshake;
import dev.jessel.handshake.server13.ExpectClientCertificate;
import dev.jessel.handshake.server13.ExpectClientCertificateVerify;
import dev.jessel.handshake.server13.ExpectClientFinished;
import dev.jessel.handshake.server13.ExpectClientHello;
import dev.jessel.handshake.server13.ExpectSecondClientHello;

/** A state that consumes exactly one handshake message. */
public sealed interface MessageState extends HandshakeState
    permits ExpectServerHello,
        ExpectSecondServerHello,
        ExpectEncryptedExtensions,
        ExpectCertificateOrRequest,
        ExpectServerCertificate,
        ExpectServerCertificateVerify,
        ExpectServerFinished,
        ExpectClientHello,
        ExpectSecondClientHello,
        ExpectClientCertificate,
        ExpectClientCertificateVerify,
        ExpectClientFinished,
        ExpectClientPostHandshake,
        ExpectServerPostHandshake {
  /**
   * Consumes a message.
   *
   * @param received the message as decoded, and its bytes
   * @param io the only way to act
   * @return the state that follows
   * @throws TlsException when the message is not expected here or breaks a rule
   */
  HandshakeState handle(Received received, HandshakeIo io) throws TlsException;
}
