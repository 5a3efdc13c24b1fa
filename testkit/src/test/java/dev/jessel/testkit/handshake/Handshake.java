// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A handshake to be: what is set here is the same in each {@link Conduct}. */
final class Handshake {
  private final Conduct conduct;
  private final List<Credential> clientCredentials = new ArrayList<>();
  private final List<Credential> serverCredentials = new ArrayList<>();
  private UnaryOperator<SslContext.Builder> client = UnaryOperator.identity();
  private UnaryOperator<SslContext.Builder> server = UnaryOperator.identity();
  private CryptoProvider crypto = Identities.CRYPTO;

  Handshake(Conduct conduct) {
    this.conduct = conduct;
  }

  Conduct conduct() {
    return conduct;
  }

  Handshake client(UnaryOperator<SslContext.Builder> settings) {
    UnaryOperator<SslContext.Builder> before = client;
    client = builder -> settings.apply(before.apply(builder));
    return this;
  }

  Handshake server(UnaryOperator<SslContext.Builder> settings) {
    UnaryOperator<SslContext.Builder> before = server;
    server = builder -> settings.apply(before.apply(builder));
    return this;
  }

  Handshake both(UnaryOperator<SslContext.Builder> settings) {
    return client(settings).server(settings);
  }

  Handshake clientShows(Credential credential) {
    clientCredentials.add(credential);
    return this;
  }

  Handshake serverShows(Credential credential) {
    serverCredentials.add(credential);
    return this;
  }

  Handshake listeners(SslListener ofClient, SslListener ofServer) {
    return client(b -> b.listener(ofClient)).server(b -> b.listener(ofServer));
  }

  /** The two ends, with nothing done yet. */
  Pair pair() {
    if (serverCredentials.isEmpty()) {
      serverShows(Identities.SERVER);
    }
    SslContext.Builder ofClient = client.apply(Identities.client());
    SslContext.Builder ofServer = server.apply(Identities.server().noCredentials());
    return Pair.of(
        conduct.settings(ofClient, clientCredentials, crypto).build(),
        conduct.settings(ofServer, serverCredentials, crypto).build(),
        conduct::transport);
  }

  /** The two ends, connected; data has gone both ways. */
  Pair connect() throws SslException {
    Pair pair = pair().connect();
    exchange(pair, 100);
    return pair;
  }

  /** Sends bytes both ways and compares. */
  static void exchange(Pair pair, int length) throws SslException {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    assertThat(pair.transfer(pair.client(), pair.server(), content)).isEqualTo(content);
    assertThat(pair.transfer(pair.server(), pair.client(), content)).isEqualTo(content);
  }
}
