// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.client12.ExpectCertificateRequestOrDone;
import dev.jessel.handshake.client12.ExpectCertificateStatus;
import dev.jessel.handshake.client12.ExpectNewSessionTicket12;
import dev.jessel.handshake.client12.ExpectServerCertificate12;
import dev.jessel.handshake.client12.ExpectServerFinished12;
import dev.jessel.handshake.client12.ExpectServerFlightOrChange;
import dev.jessel.handshake.client12.ExpectServerHelloDone;
import dev.jessel.handshake.client12.ExpectServerKeyExchange;
import dev.jessel.handshake.client13.ExpectCertificateOrRequest;
import dev.jessel.handshake.client13.ExpectEncryptedExtensions;
import dev.jessel.handshake.client13.ExpectSecondServerHello;
import dev.jessel.handshake.client13.ExpectServerCertificate;
import dev.jessel.handshake.client13.ExpectServerCertificateVerify;
import dev.jessel.handshake.client13.ExpectServerFinished;
import dev.jessel.handshake.hello.ExpectClientHello;
import dev.jessel.handshake.hello.ExpectServerHello;
import dev.jessel.handshake.post.ExpectClientPostHandshake;
import dev.jessel.handshake.post.ExpectClientPostHandshake12;
import dev.jessel.handshake.post.ExpectPostHandshakeCertificateVerify;
import dev.jessel.handshake.post.ExpectPostHandshakeFinished;
import dev.jessel.handshake.post.ExpectServerPostHandshake;
import dev.jessel.handshake.post.ExpectServerPostHandshake12;
import dev.jessel.handshake.server12.ExpectClientCertificate12;
import dev.jessel.handshake.server12.ExpectClientCertificateVerify12;
import dev.jessel.handshake.server12.ExpectClientFinished12;
import dev.jessel.handshake.server12.ExpectClientKeyExchange;
import dev.jessel.handshake.server13.ExpectClientCertificate;
import dev.jessel.handshake.server13.ExpectClientCertificateVerify;
import dev.jessel.handshake.server13.ExpectClientFinished;
import dev.jessel.handshake.server13.ExpectEndOfEarlyData;
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
        ExpectEndOfEarlyData,
        ExpectServerFlightOrChange,
        ExpectServerCertificate12,
        ExpectCertificateStatus,
        ExpectServerKeyExchange,
        ExpectCertificateRequestOrDone,
        ExpectServerHelloDone,
        ExpectNewSessionTicket12,
        ExpectServerFinished12,
        ExpectClientCertificate12,
        ExpectClientKeyExchange,
        ExpectClientCertificateVerify12,
        ExpectClientFinished12,
        ExpectClientPostHandshake,
        ExpectServerPostHandshake,
        ExpectPostHandshakeCertificateVerify,
        ExpectPostHandshakeFinished,
        ExpectClientPostHandshake12,
        ExpectServerPostHandshake12,
        Ssl2MessageState {
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
