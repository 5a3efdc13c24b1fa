// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslSession;
import dev.jessel.SslTicket;
import dev.jessel.SslVerify;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.handshake.Pac;
import dev.jessel.testkit.handshake.PreShared;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Runs every branch of a good handshake of TLS 1.2. */
final class OldHandshakes {
  private static final Bytes STATUS = Bytes.of((byte) 0x30, (byte) 0x00);
  private static final UnaryOperator<SslContext.Builder> SAME = UnaryOperator.identity();

  private static final SslCallbacks.TicketPolicy RENEWING =
      new SslCallbacks.TicketPolicy() {
        @Override
        public SslTicket.Use judge(SslTicket ticket) {
          return ticket.session().isPresent() ? SslTicket.Use.USE_AND_RENEW : ticket.usualUse();
        }
      };

  private final Conduct conduct;
  private final Set<String> edges;

  OldHandshakes(Conduct conduct, Set<String> edges) {
    this.conduct = conduct;
    this.edges = edges;
  }

  void run() throws SslException {
    for (String suites : List.of("ECDHE+AESGCM", "DHE+AESGCM", "kRSA+AESGCM")) {
      connect(suites, SAME, SAME);
      connect(suites, b -> b.statusRequest(true), b -> b.ocspResponse(Optional.of(STATUS)));
      connect(suites, SAME, GoodHandshakes.asking(SslVerify.REQUIRED), Identities.CLIENT);
      connect(suites, SAME, GoodHandshakes.asking(SslVerify.PEER));
    }
    for (String suites : List.of("kPSK", "kDHEPSK", "kECDHEPSK", "kRSAPSK")) {
      connect(suites, PreShared::client, PreShared::server);
      connect(suites, PreShared::client, b -> hinting(PreShared.server(b)));
      connect(
          suites,
          PreShared::client,
          b -> GoodHandshakes.asking(SslVerify.PEER).apply(PreShared.server(b)));
    }
    connect(
        "kRSAPSK",
        PreShared::client,
        b -> GoodHandshakes.asking(SslVerify.REQUIRED).apply(PreShared.server(b)),
        Identities.CLIENT);
    connect(
        "kRSAPSK", PreShared::client, b -> PreShared.server(b).ocspResponse(Optional.of(STATUS)));
    connect("aNULL+AES:@SECLEVEL=0", SAME, SAME);
    connect("ECDHE+AESGCM", Pac::client, Pac::server);
    connect("ECDHE+AESGCM", SAME, Pac::server);
    connect(
        "ECDHE+AESGCM",
        b -> Pac.client(b).statusRequest(true),
        b -> b.ocspResponse(Optional.of(STATUS)));
    connect("ECDHE+AESGCM", Pac::client, SAME);
    connect("aNULL+AES:@SECLEVEL=0", Pac::client, SAME);
    connect("kPSK", b -> Pac.client(PreShared.client(b)), PreShared::server);
    resume(SAME);
    resume(b -> b.options(SslOption.NO_TICKET));
    resume(b -> b.ticketPolicy(RENEWING));
    resumeWithCertificate();
  }

  /** The third time the server trusts others, and makes do without a certificate. */
  private void resumeWithCertificate() throws SslException {
    SslContext ofServer =
        conduct
            .settings(
                GoodHandshakes.asking(SslVerify.PEER)
                    .apply(old(Identities.server().noCredentials(), "ALL")),
                List.of(Identities.SERVER),
                Identities.CRYPTO)
            .build();
    Walk walk = new Walk("StartClient", edges);
    shake(
        old(Identities.client(), "ALL").credential(Identities.CLIENT).listener(walk),
        followed(ofServer.toBuilder()));
    SslContext.Builder again = old(Identities.client(), "ALL").session(walk.session());
    shake(again, followed(ofServer.toBuilder()));
    shake(again, followed(ofServer.toBuilder().trust(Identities.STRANGER.trust())));
  }

  private SslContext followed(SslContext.Builder server) {
    return server.listener(new Walk("ExpectClientHello", edges)).build();
  }

  private static SslContext.Builder hinting(SslContext.Builder server) {
    return server.pskIdentityHint(Optional.of("hint"));
  }

  private void resume(UnaryOperator<SslContext.Builder> server) throws SslException {
    SslContext ofServer =
        conduct
            .settings(
                server.apply(old(Identities.server().noCredentials(), "ALL")),
                List.of(Identities.SERVER),
                Identities.CRYPTO)
            .build();
    Optional<SslSession> session = Optional.empty();
    for (int times = 0; times < 2; times++) {
      Walk walk = new Walk("StartClient", edges);
      SslContext.Builder ofClient = old(Identities.client(), "ALL").session(session).listener(walk);
      SslContext followed =
          ofServer.toBuilder().listener(new Walk("ExpectClientHello", edges)).build();
      shake(ofClient, followed);
      session = walk.session();
    }
  }

  private void connect(
      String suites,
      UnaryOperator<SslContext.Builder> client,
      UnaryOperator<SslContext.Builder> server,
      Credential... shownByClient)
      throws SslException {
    SslContext.Builder ofClient =
        conduct.settings(
            client.apply(old(Identities.client(), suites)).listener(new Walk("StartClient", edges)),
            List.of(shownByClient),
            Identities.CRYPTO);
    SslContext.Builder ofServer =
        server
            .apply(old(Identities.server().noCredentials(), suites))
            .listener(new Walk("ExpectClientHello", edges));
    shake(
        ofClient,
        conduct.settings(ofServer, List.of(Identities.RSA_SERVER), Identities.CRYPTO).build());
  }

  private static SslContext.Builder old(SslContext.Builder settings, String suites) {
    return settings
        .maxVersion(ProtocolVersion.TLS_1_2)
        .groups("X25519:P-256:ffdhe2048")
        .cipherList(suites);
  }

  private void shake(SslContext.Builder client, SslContext server) throws SslException {
    try (Pair pair = Pair.of(client.build(), server, conduct::transport).connect()) {
      GoodHandshakes.exchange(pair);
    }
  }
}
