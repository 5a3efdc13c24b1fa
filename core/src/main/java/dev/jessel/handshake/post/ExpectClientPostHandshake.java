// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.keys.Hkdf;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.wire.message.NewSessionTicket;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * On an established client tickets and KeyUpdates may come, and requests for a certificate.
 *
 * @param suite the negotiated suite
 * @param resumption the secret behind the tickets
 * @param context what a certificate is bound to; empty for a client that may not be asked
 */
public record ExpectClientPostHandshake(
    SuiteParameters suite, Secret resumption, Optional<HandshakeContext> context)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (received.message() instanceof NewSessionTicket ticket) {
      take(ticket, io);
    } else if (context.isPresent() && received.message() instanceof CertificateRequest request) {
      CertificateTerms.accept(request, io);
      io.oweCertificate(new AnswerCertificateRequest(context.get(), request, received.bytes()));
    } else {
      // RFC 9846 4.7.2: who did not offer to be asked says unexpected_message.
      KeyUpdates.take(received.expect(KeyUpdate.class), io);
    }
    return this;
  }

  private static long maxEarlyData(NewSessionTicket ticket) {
    return ticket
        .extensions()
        .find(EarlyDataIndication.class)
        .map(EarlyDataIndication::maxSize)
        .orElse(OptionalLong.empty())
        .orElse(0);
  }

  private void take(NewSessionTicket ticket, HandshakeIo io) throws TlsException {
    ExtensionRules.checkRequest(ticket.extensions(), MessageContext.NEW_SESSION_TICKET);
    CustomExtensions.read(ticket.extensions(), ExtensionPlace.NEW_SESSION_TICKET, io);
    if (ticket.lifetimeSeconds() == 0) {
      // RFC 9846 4.7.1: a lifetime of zero says that the ticket is to be dropped at once.
      return;
    }
    Secret psk =
        new Hkdf(io.crypto(), suite.hash()).resumptionPsk(resumption, ticket.nonce().toArray());
    Session session =
        new Session(
            ProtocolVersion.TLS_1_3,
            suite,
            psk,
            new Session.Name(Bytes.EMPTY, ticket.ticket(), ticket.ageAdd()),
            io.facts()
                .lifetime(
                    io.now(), Math.min(ticket.lifetimeSeconds(), Session.MAX_LIFETIME_SECONDS)),
            io.facts().origin(),
            new Session.Grant(
                io.config().resumption().context(), maxEarlyData(ticket), Bytes.EMPTY));
    io.facts().ticketed(session);
    io.sessionReceived(session);
  }
}
