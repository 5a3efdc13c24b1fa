// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.KeyShare;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Agreement12;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.ServerNameAck;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.extension.SignedCertificateTimestamps;
import dev.jessel.wire.extension.StatusRequest;
import dev.jessel.wire.extension.StatusRequestAck;
import dev.jessel.wire.extension.TimestampRequest;
import dev.jessel.wire.message.CertificateStatusMessage;
import dev.jessel.wire.message.ServerKeyParameters;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's flight up to its certificate; then comes its key share, or the end of the flight.
 *
 * @param terms what was chosen
 */
public record SendServerHello12(ServerTerms12 terms) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    io.facts().forgetPeer();
    boolean resumable = io.decisions().makesSession(terms.suite());
    boolean givesTicket =
        resumable
            && io.config().older().givesTickets()
            && io.facts().givesTickets(false, true)
            && terms.hello().extensions().contains(ExtensionType.SESSION_TICKET);
    // RFC 5077 3.4: with a ticket there need not be an id.
    Bytes sessionId = givesTicket || !resumable ? Bytes.EMPTY : io.decisions().sessionName();
    Optional<Bytes> status = status(io);
    List<Extension> answers = new ArrayList<>();
    if (givesTicket) {
      answers.add(SessionTicket.NONE);
    }
    status.ifPresent(response -> answers.add(new StatusRequestAck()));
    answers.addAll(terms.types().answers(terms.hello().extensions(), io));
    io.facts().certificateTypes(terms.types());
    timestamps().ifPresent(answers::add);
    if (io.config().offers().acknowledgesName() && io.facts().serverName().isPresent()) {
      // RFC 6066 3: the name was used, be it only to choose among certificates.
      answers.add(new ServerNameAck());
    }
    Agreement12 agreement =
        new ServerHello12(terms.hello(), terms.suite(), io)
            .send(ServerHello12.random(io), sessionId, answers);
    terms.credential().ifPresent(shown -> show(shown, io));
    status.ifPresent(response -> io.send(new CertificateStatusMessage(response)));
    ServerFlight12 flight =
        new ServerFlight12(terms, agreement, sessionId, givesTicket, asksClient(io));
    Optional<KeyShare> share = ServerExchange.share(flight, io);
    ServerKeyParameters parameters = ServerExchange.parameters(flight, share, io);
    return Step.to(new SendServerKeyExchange(flight, share, parameters));
  }

  private void show(Credential shown, HandshakeIo io) {
    io.facts().own(shown);
    io.send(ChosenCredential.certificateMessage12(shown, terms.types().server()));
  }

  /** RFC 6962 3.3.1: timestamps for a client that asks for them. */
  private Optional<SignedCertificateTimestamps> timestamps() {
    boolean asked = terms.hello().extensions().find(TimestampRequest.class).isPresent();
    return terms
        .credential()
        .map(Credential::scts)
        .filter(scts -> asked && !scts.isEmpty())
        .map(SignedCertificateTimestamps::new);
  }

  /** RFC 6066 8: an OCSP response for a client that asks for one. */
  private Optional<Bytes> status(HandshakeIo io) throws TlsException {
    boolean asked =
        terms.hello().extensions().find(StatusRequest.class).isPresent()
            && terms.types().server().equals(CertificateType.X509);
    if (!asked || terms.credential().isEmpty()) {
      return Optional.empty();
    }
    // There is room for one, that of the server's own certificate.
    return io.decisions().ocspResponses(terms.credential().get()).stream()
        .limit(1)
        .filter(response -> !response.isEmpty())
        .findFirst();
  }

  /** RFC 5246 7.4.4: only a server that shows a certificate may ask for one. */
  private boolean asksClient(HandshakeIo io) {
    return terms.credential().isPresent() && CertificateTerms.asksClient(io);
  }
}
