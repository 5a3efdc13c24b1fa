// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.SignatureChecked;
import dev.jessel.wire.message.ServerKeyExchange;
import dev.jessel.wire.message.ServerKeyParameters;
import java.util.Optional;

/**
 * The server's key share comes, or at least a hint as to which key the client shares with it.
 *
 * @param terms what is settled
 * @param verified the server's certificate was accepted; empty when the suite has none
 */
public record ExpectServerKeyExchange(ServerTerms terms, Optional<PeerVerified> verified)
    implements MessageState {
  /** What follows the server's certificate. */
  static MessageState behind(ServerTerms terms, PeerVerified verified) throws TlsException {
    return terms.agreement().suite().keyExchange() == KeyExchangeMethod.RSA
        ? new ExpectCertificateRequestOrDone(
            new ServerFlight(terms, Optional.empty(), ServerProof.decrypts(verified)))
        : new ExpectServerKeyExchange(terms, Optional.of(verified));
  }

  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    if (!(received.message() instanceof ServerKeyExchange exchange)) {
      return withoutExchange().orElseThrow(received::unexpected).handle(received, io);
    }
    ServerKeyParameters parameters =
        ServerKeyParameters.decode(exchange, terms.agreement().serverForm());
    ServerShareRules.check(terms.offer(), parameters, io);
    ServerProof proof = proof(parameters, io);
    io.transcript().add(received.bytes());
    io.facts().pskIdentityHint(parameters.identityHint());
    return new ExpectCertificateRequestOrDone(
        new ServerFlight(terms, Optional.of(parameters), proof));
  }

  /** RFC 4279 2: with a pre-shared key and no share, the message need not come. */
  private Optional<MessageState> withoutExchange() throws TlsException {
    if (terms.agreement().needsServerKeyExchange()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExpectCertificateRequestOrDone(
            new ServerFlight(terms, Optional.empty(), proofWithoutSignature())));
  }

  private ServerProof proof(ServerKeyParameters parameters, HandshakeIo io) throws TlsException {
    if (!terms.agreement().isSigned()) {
      return proofWithoutSignature();
    }
    PeerVerified server = verified.orElseThrow();
    return ServerProof.signed(
        server, SignatureChecked.checkKeyExchange(server, terms.agreement(), parameters, io));
  }

  private ServerProof proofWithoutSignature() throws TlsException {
    if (verified.isPresent()) {
      return ServerProof.decrypts(verified.get());
    }
    return terms.agreement().suite().authentication() == Authentication.NONE
        ? ServerProof.anonymous()
        : ServerProof.preShared();
  }
}
