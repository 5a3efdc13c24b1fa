// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.client12.ExpectCertificateRequestOrDone;
import dev.jessel.handshake.client12.ExpectCertificateStatus;
import dev.jessel.handshake.client12.ExpectNewSessionTicket12;
import dev.jessel.handshake.client12.ExpectServerCertificate12;
import dev.jessel.handshake.client12.ExpectServerChangeCipherSpec;
import dev.jessel.handshake.client12.ExpectServerFinished12;
import dev.jessel.handshake.client12.ExpectServerFlightOrChange;
import dev.jessel.handshake.client12.ExpectServerHelloDone;
import dev.jessel.handshake.client12.ExpectServerKeyExchange;
import dev.jessel.handshake.post.ExpectClientPostHandshake12;
import dev.jessel.handshake.post.ExpectServerPostHandshake12;
import dev.jessel.handshake.server12.ExpectClientCertificate12;
import dev.jessel.handshake.server12.ExpectClientCertificateVerify12;
import dev.jessel.handshake.server12.ExpectClientChangeCipherSpec;
import dev.jessel.handshake.server12.ExpectClientFinished12;
import dev.jessel.handshake.server12.ExpectClientKeyExchange;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.handshake.Pac;
import dev.jessel.testkit.peer.Move;
import dev.jessel.testkit.peer.ScriptedClient12;
import dev.jessel.testkit.peer.ScriptedServer12;
import dev.jessel.testkit.states.Stations.Station;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.extension.StatusRequestAck;
import java.util.Map;
import java.util.function.Supplier;

/** How a victim is brought into each state of TLS 1.2 that takes something. */
final class OldStations {
  private static final CipherSuite ECDHE = new CipherSuite(0xC02B);
  private static final CipherSuite RSA = new CipherSuite(0x009C);

  static final Map<Class<? extends HandshakeState>, Station> ALL =
      Map.ofEntries(
          Map.entry(
              ExpectServerFlightOrChange.class,
              action ->
                  server()
                      .instead(Move.CERTIFICATE, action)
                      .stopAfter(Move.CERTIFICATE)
                      .against(Pac.fixed(clientVictim()))),
          ofClient(ExpectServerCertificate12.class, OldStations::server, Move.CERTIFICATE),
          ofClient(ExpectCertificateStatus.class, OldStations::stapling, Move.SERVER_KEY_EXCHANGE),
          ofClient(ExpectServerKeyExchange.class, OldStations::server, Move.SERVER_KEY_EXCHANGE),
          ofClient(
              ExpectCertificateRequestOrDone.class,
              () -> server().askClient(),
              Move.CERTIFICATE_REQUEST),
          ofClient(ExpectServerHelloDone.class, () -> server().askClient(), Move.SERVER_HELLO_DONE),
          ofClient(
              ExpectNewSessionTicket12.class,
              () -> server().ticket(Bytes.of((byte) 1)),
              Move.NEW_SESSION_TICKET),
          ofClient(
              ExpectServerChangeCipherSpec.class, OldStations::server, Move.CHANGE_CIPHER_SPEC),
          ofClient(ExpectServerFinished12.class, OldStations::server, Move.FINISHED),
          Map.entry(
              ExpectClientPostHandshake12.class,
              action -> server().established(action).against(clientVictim())),
          ofServer(ExpectClientCertificate12.class, Move.CERTIFICATE),
          ofServer(ExpectClientKeyExchange.class, Move.CLIENT_KEY_EXCHANGE),
          ofServer(ExpectClientCertificateVerify12.class, Move.CERTIFICATE_VERIFY),
          ofServer(ExpectClientChangeCipherSpec.class, Move.CHANGE_CIPHER_SPEC),
          ofServer(ExpectClientFinished12.class, Move.FINISHED),
          Map.entry(
              ExpectServerPostHandshake12.class,
              action -> client().established(action).against(Identities.askingServer())));

  /** Victims that will not have another handshake. */
  static final Map<Class<? extends HandshakeState>, Station> DECLINING =
      Map.of(
          ExpectClientPostHandshake12.class,
          action ->
              server()
                  .established(action)
                  .against(clientVictim().options(SslOption.NO_RENEGOTIATION)));

  private OldStations() {}

  /** A server whose key exchange is signed. */
  static ScriptedServer12 server() {
    return ScriptedServer12.of(ECDHE).credential(Identities.SERVER);
  }

  /** A server whose client encrypts to its key. */
  static ScriptedServer12 decrypting() {
    return ScriptedServer12.of(RSA).credential(Identities.RSA_SERVER);
  }

  /** Promises an OCSP response. */
  static ScriptedServer12 promising(ScriptedServer12 server) {
    return server.extensions(Move.SERVER_HELLO, e -> e.with(new StatusRequestAck()));
  }

  /** A client that takes what these servers do. */
  static SslContext.Builder clientVictim() {
    return Identities.client()
        .statusRequest(true)
        .cipherList("ECDHE-ECDSA-AES128-GCM-SHA256:AES128-GCM-SHA256");
  }

  private static ScriptedServer12 stapling() {
    return promising(server());
  }

  private static ScriptedClient12 client() {
    return ScriptedClient12.of(ECDHE).credential(Identities.CLIENT);
  }

  private static Map.Entry<Class<? extends HandshakeState>, Station> ofClient(
      Class<? extends HandshakeState> state, Supplier<ScriptedServer12> peer, Move before) {
    return Map.entry(
        state,
        action -> peer.get().instead(before, action).stopAfter(before).against(clientVictim()));
  }

  private static Map.Entry<Class<? extends HandshakeState>, Station> ofServer(
      Class<? extends HandshakeState> state, Move before) {
    return Map.entry(
        state,
        action ->
            client().instead(before, action).stopAfter(before).against(Identities.askingServer()));
  }
}
