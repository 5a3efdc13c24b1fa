// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.testkit.peer.Move;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.testkit.peer.ScriptedServer12;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.NewSessionTicket12;
import java.util.Map;

/** Handshakes of TLS 1.2 that must go well although no server of ours does what these do. */
final class OddHandshakes {
  private static final Bytes TICKET = Bytes.of((byte) 1);

  private OddHandshakes() {}

  /** What became of the victims, by the state and the message that are odd. */
  static Map<String, Outcome> run() {
    return Map.of(
        "ExpectServerHello server_hello",
        resumedWithATicket(),
        "ExpectCertificateStatus server_key_exchange",
        OldStations.promising(OldStations.server()).against(OldStations.clientVictim()),
        "ExpectCertificateStatus certificate_request",
        OldStations.promising(OldStations.decrypting())
            .askClient()
            .against(OldStations.clientVictim()),
        "ExpectCertificateStatus server_hello_done",
        OldStations.promising(OldStations.decrypting()).against(OldStations.clientVictim()));
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
