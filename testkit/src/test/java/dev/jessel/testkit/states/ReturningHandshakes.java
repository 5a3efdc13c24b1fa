// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslPsk;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.crypto.Secret;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.peer.TestPsk;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** Clients of TLS 1.3 that come back, or bring a key along. */
final class ReturningHandshakes {
  private final Conduct conduct;
  private final Set<String> edges;

  ReturningHandshakes(Conduct conduct, Set<String> edges) {
    this.conduct = conduct;
    this.edges = edges;
  }

  void run() throws SslException {
    SslContext plain = Identities.server().maxEarlyData(100).build();
    Optional<SslSession> session = session(Identities.client(), plain);
    connect(Identities.client().session(session), plain);
    early(Identities.client().session(session(Identities.client(), plain)), plain);
    // The ticket is known, but what it was given for is not there any more.
    connect(
        Identities.client().session(session),
        plain.toBuilder().sessionIdContext(Bytes.of((byte) 1)).build());
    withCertificates();
    withKeys();
  }

  /** The second time the server trusts others, and makes do without a certificate. */
  private void withCertificates() throws SslException {
    SslContext.Builder showing = Identities.client().credential(Identities.CLIENT);
    SslContext asking = GoodHandshakes.asking(SslVerify.PEER).apply(Identities.server()).build();
    Optional<SslSession> session = session(showing, asking);
    connect(Identities.client().session(session), asking);
    connect(
        Identities.client().session(session),
        asking.toBuilder().trust(Identities.STRANGER.trust()).build());
  }

  private void withKeys() throws SslException {
    SslContext server = TestPsk.server(Identities.server()).build();
    SslPsk unknown =
        SslPsk.of(
            Bytes.of((byte) 0),
            Secret.zeros(TestPsk.MAX_EARLY_DATA),
            CipherSuite.TLS_AES_128_GCM_SHA256);
    connect(TestPsk.client(Identities.client()), server);
    connect(TestPsk.offering(Identities.client(), unknown), server);
    connect(TestPsk.offering(Identities.client(), unknown, TestPsk.psk()), server);
  }

  private Optional<SslSession> session(SslContext.Builder client, SslContext server)
      throws SslException {
    Walk walk = new Walk("StartClient", edges);
    shake(pair(client.listener(walk), server));
    return walk.session();
  }

  private void connect(SslContext.Builder client, SslContext server) throws SslException {
    shake(pair(client.listener(new Walk("StartClient", edges)), server));
  }

  private void early(SslContext.Builder client, SslContext server) throws SslException {
    Pair pair = pair(client.listener(new Walk("StartClient", edges)), server);
    ByteBuffer source = ByteBuffer.wrap(new byte[] {1, 2});
    ByteBuffer target = ByteBuffer.allocate(100);
    SslStatus written = pair.client().writeEarlyData(source);
    SslStatus read = pair.server().readEarlyData(target);
    while (read != SslStatus.CLOSED) {
      written = written == SslStatus.DONE ? written : pair.client().writeEarlyData(source);
      SslStatus ignored =
          written == SslStatus.DONE ? pair.client().handshake() : SslStatus.WANT_WRITE;
      read = pair.server().readEarlyData(target);
    }
    shake(pair);
  }

  private Pair pair(SslContext.Builder client, SslContext server) {
    return Pair.of(
        client.build(),
        server.toBuilder().listener(new Walk("ExpectClientHello", edges)).build(),
        conduct::transport);
  }

  private static void shake(Pair ends) throws SslException {
    try (Pair pair = ends.connect()) {
      GoodHandshakes.exchange(pair);
    }
  }
}
