// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.SeededRandom;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Two ends that speak one old version. */
record OldPair(ProtocolVersion version, Conduct conduct) {
  static final CertificateFactory AUTHORITY = CertificateFactory.create();
  static final Credential RSA = AUTHORITY.localhost(KeyType.RSA).credential();
  static final Credential EC = AUTHORITY.localhost(KeyType.P256).credential();
  static final CryptoProvider CRYPTO = SeededRandom.crypto(1);

  /** The ends, with nothing done yet. */
  Pair of(
      Credential shown,
      UnaryOperator<SslContext.Builder> client,
      UnaryOperator<SslContext.Builder> server) {
    return ofClient(List.of(), shown, client, server);
  }

  /** The ends, of which the client has something to show, too. */
  Pair ofClient(
      List<Credential> clientShows,
      Credential shown,
      UnaryOperator<SslContext.Builder> client,
      UnaryOperator<SslContext.Builder> server) {
    SslContext.Builder asking = client.apply(speaking(client(), version));
    SslContext.Builder answering = server.apply(speaking(server(), version));
    return Pair.of(
        conduct.settings(asking, clientShows, CRYPTO).build(),
        conduct.settings(answering, List.of(shown), CRYPTO).build(),
        conduct::transport);
  }

  static SslContext.Builder client() {
    return SslContext.client().crypto(CRYPTO).trust(AUTHORITY.trust()).peer("localhost");
  }

  static SslContext.Builder server() {
    return SslContext.server().crypto(CRYPTO).trust(AUTHORITY.trust());
  }

  /** Settings that ask for a version, and for nothing else. */
  static SslContext.Builder speaking(SslContext.Builder builder, ProtocolVersion version) {
    return builder
        .securityLevel(0)
        .minVersion(version)
        .maxVersion(version)
        .cipherList("ALL:!aNULL");
  }

  /** Sends bytes both ways and compares. */
  static void exchange(Pair pair, int length) throws SslException {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    assertThat(pair.transfer(pair.client(), pair.server(), content)).isEqualTo(content);
    assertThat(pair.transfer(pair.server(), pair.client(), content)).isEqualTo(content);
  }
}
