// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.handshake.CompressionTerms;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.peer.Move;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.testkit.peer.ScriptedClient;
import dev.jessel.testkit.peer.ScriptedServer12;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.extension.PostHandshakeAuth;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CompressedCertificate;
import dev.jessel.wire.message.NewSessionTicket12;
import java.util.List;
import java.util.Map;

/** Handshakes that must go well although no end of ours does what these do. */
final class OddHandshakes {
  private static final Bytes TICKET = Bytes.of((byte) 1);

  private OddHandshakes() {}

  /** What became of the victims, by the state and the message that are odd. */
  static Map<String, Outcome> run() {
    return Map.of(
        "ExpectServerHello server_hello",
        resumedWithATicket(),
        "ExpectClientCertificate compressed_certificate",
        declinesInTheHandshake(),
        "ExpectServerPostHandshake compressed_certificate",
        declinesBehindIt(),
        "ExpectCertificateStatus server_key_exchange",
        OldStations.promising(OldStations.server()).against(OldStations.clientVictim()),
        "ExpectCertificateStatus certificate_request",
        OldStations.promising(OldStations.decrypting())
            .askClient()
            .against(OldStations.clientVictim()),
        "ExpectCertificateStatus server_hello_done",
        OldStations.promising(OldStations.decrypting()).against(OldStations.clientVictim()));
  }

  /** A client compresses the list of certificates that it does not have. */
  private static Outcome declinesInTheHandshake() {
    return new ScriptedClient()
        .withoutCredential()
        .instead(Move.CERTIFICATE, talk -> talk.say(none(Bytes.EMPTY)))
        .against(compressing().verify(SslVerify.PEER));
  }

  private static Outcome declinesBehindIt() {
    return new ScriptedClient()
        .extensions(Move.CLIENT_HELLO, e -> e.with(new PostHandshakeAuth()))
        .established(
            talk -> {
              talk.victimAsks(SslVerify.PEER);
              talk.say(none(talk.hearRequest().context()));
              talk.say(talk.finishedLater());
            })
        .against(compressing());
  }

  private static SslContext.Builder compressing() {
    return Identities.server()
        .trust(Identities.AUTHORITY.trust())
        .certificateCompression(List.of(CertificateCodec.zlib()));
  }

  private static CompressedCertificate none(Bytes context) {
    Bytes body = CompressionTerms.body(new CertificateMessage(context, List.of()));
    return new CompressedCertificate(
        CertificateCompression.ZLIB,
        body.length(),
        Bytes.of(CertificateCodec.zlib().compress(body.toArray())));
  }

  private static Outcome resumedWithATicket() {
    ScriptedServer12 first = OldStations.server().ticket(TICKET);
    Outcome made = first.against(OldStations.clientVictim());
    return OldStations.server()
        .resume(first.remembered())
        .extensions(Move.SERVER_HELLO, e -> e.with(SessionTicket.NONE))
        .before(Move.CHANGE_CIPHER_SPEC, talk -> talk.say(new NewSessionTicket12(60, TICKET)))
        .against(OldStations.clientVictim().session(made.ssl().session()));
  }
}
