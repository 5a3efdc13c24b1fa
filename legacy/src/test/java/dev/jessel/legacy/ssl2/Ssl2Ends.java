// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.SslContext;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.SeededRandom;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two ends that ask for SSLv2. */
final class Ssl2Ends {
  static final CertificateFactory AUTHORITY = CertificateFactory.create();
  static final Credential SERVER = AUTHORITY.localhost(KeyType.RSA).credential();
  static final CryptoProvider CRYPTO = SeededRandom.crypto(2);

  private Ssl2Ends() {}

  static SslContext.Builder client() {
    return ssl2(SslContext.client().crypto(CRYPTO).trust(AUTHORITY.trust()).peer("localhost"));
  }

  static SslContext.Builder server() {
    return ssl2(SslContext.server().crypto(CRYPTO).trust(AUTHORITY.trust()));
  }

  /** SSLv2 and nothing else. */
  private static SslContext.Builder ssl2(SslContext.Builder builder) {
    return builder
        .securityLevel(0)
        .minVersion(ProtocolVersion.SSL_2)
        .maxVersion(ProtocolVersion.SSL_2)
        .cipherList("SSLv2");
  }

  static Pair pair(
      Conduct conduct,
      UnaryOperator<SslContext.Builder> client,
      UnaryOperator<SslContext.Builder> server) {
    return pair(conduct, List.of(), client, server);
  }

  static Pair pair(
      Conduct conduct,
      List<Credential> clientShows,
      UnaryOperator<SslContext.Builder> client,
      UnaryOperator<SslContext.Builder> server) {
    return Pair.of(
        conduct.settings(client.apply(client()), clientShows, CRYPTO).build(),
        conduct.settings(server.apply(server()), List.of(SERVER), CRYPTO).build(),
        conduct::transport);
  }
}
