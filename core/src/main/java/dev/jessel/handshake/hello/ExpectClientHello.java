// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.dialect.Dialect;
import dev.jessel.dialect.Dialects;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Negotiator;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Ssl2Connection;
import dev.jessel.handshake.VersionRange;
import dev.jessel.handshake.server12.ClientHelloRules12;
import dev.jessel.handshake.server12.LookUpSession12;
import dev.jessel.handshake.server13.ClientHelloRules;
import dev.jessel.handshake.server13.NegotiateTerms;
import dev.jessel.handshake.server13.PskOffer;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.extension.ServerNameList;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server's first state: the ClientHello decides on the version. */
public record ExpectClientHello() implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Optional<Ssl2Connection> ssl2 = ssl2(received, io);
    ClientHello hello =
        ssl2.isPresent()
            ? ssl2.get().decode(received.expect(Ssl2Message.class))
            : received.expect(ClientHello.class);
    io.recordAligned();
    ProtocolVersion version = version(hello, ssl2.isPresent(), io.versions());
    io.speak(version);
    if (version.equals(ProtocolVersion.SSL_2)) {
      return heard(hello, ssl2.orElseThrow().answer(received.expect(Ssl2Message.class)), io);
    }
    if (version.equals(ProtocolVersion.TLS_1_3)) {
      ClientHelloRules.check(hello);
    } else {
      ClientHelloRules12.check(hello, io.previous());
    }
    Optional<PskOffer> psks = PskOffer.of(hello, received, io);
    io.transcript().add(received.bytes());
    return answer(known(hello, io), version, psks, io);
  }

  /** RFC 5246 E.2: a first hello may come in the format of SSLv2. */
  private static Optional<Ssl2Connection> ssl2(Received received, HandshakeIo io) {
    return io.ssl2().filter(any -> received.message() instanceof Ssl2Message);
  }

  /** RFC 5746 4.5: a version without extensions looks at none but renegotiation_info. */
  private static ClientHello known(ClientHello hello, HandshakeIo io) {
    boolean all =
        io.facts().version().flatMap(Dialects::of).map(Dialect::hasExtensions).orElse(true);
    return all
        ? hello
        : hello.withExtensions(
            hello
                .extensions()
                .find(RenegotiationInfo.class)
                .map(Extensions::of)
                .orElse(Extensions.EMPTY));
  }

  private static HandshakeState answer(
      ClientHello hello, ProtocolVersion version, Optional<PskOffer> psks, HandshakeIo io) {
    return heard(
        hello,
        version.equals(ProtocolVersion.TLS_1_3)
            ? new NegotiateTerms(hello, psks, Optional.empty())
            : new LookUpSession12(hello),
        io);
  }

  private static HandshakeState heard(ClientHello hello, HandshakeState next, HandshakeIo io) {
    io.facts().clientRandom(hello.random());
    io.facts().offeredSuites(hello.cipherSuites());
    io.facts()
        .serverName(hello.extensions().find(ServerNameList.class).map(ServerNameList::hostName));
    return new AnswerClientHello(hello, next);
  }

  private static ProtocolVersion version(ClientHello hello, boolean inSsl2, VersionRange ours)
      throws TlsException {
    List<ProtocolVersion> speakable = new ArrayList<>(ours.newestFirst());
    if (!inSsl2) {
      // Who does not speak in the format of SSLv2 does not speak SSLv2.
      speakable.remove(ProtocolVersion.SSL_2);
    }
    ProtocolVersion version = Negotiator.version(speakable, hello);
    if (hello.cipherSuites().contains(CipherSuite.TLS_FALLBACK_SCSV)
        && !version.isAtLeast(ours.max())) {
      // RFC 7507 3: the client would not have to fall back so far.
      throw new TlsException(SslReason.INAPPROPRIATE_FALLBACK);
    }
    return version;
  }
}
