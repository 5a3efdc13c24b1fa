// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslException;
import dev.jessel.SslVerify;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SSLv2 between our own ends, each handshake in all four ways. */
class Ssl2HandshakeTest {
  @ParameterizedTest
  @EnumSource
  void aFullHandshakeConnects(Conduct how) throws SslException {
    try (Pair pair = Ssl2Ends.pair(how, b -> b, b -> b).connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.SSL_2);
      assertThat(pair.server().version()).contains(ProtocolVersion.SSL_2);
      assertThat(pair.client().peerCertificates()).hasSize(1);
      exchange(pair, 50_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientShowsItsCertificate(Conduct how) throws SslException {
    Credential client = Ssl2Ends.AUTHORITY.client(KeyType.RSA, "client").credential();
    try (Pair pair =
        Ssl2Ends.pair(how, List.of(client), b -> b, b -> b.verify(SslVerify.REQUIRED)).connect()) {
      assertThat(pair.server().peerCertificates()).hasSize(1);
      exchange(pair, 100);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientWithoutACertificateSaysSo(Conduct how) throws SslException {
    try (Pair pair = Ssl2Ends.pair(how, b -> b, b -> b.verify(SslVerify.PEER)).connect()) {
      assertThat(pair.server().peerCertificates()).isEmpty();
      exchange(pair, 100);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RC4-MD5",
        "EXP-RC4-MD5",
        "RC2-CBC-MD5",
        "EXP-RC2-CBC-MD5",
        "DES-CBC-MD5",
        "DES-CBC3-MD5"
      })
  void everyCipherKindConnectsWhenItIsNamed(String kind) throws SslException {
    try (Pair pair =
        Ssl2Ends.pair(Conduct.PLAIN, b -> b.cipherList(kind), b -> b.cipherList(kind)).connect()) {
      assertThat(pair.client().cipherSuite().orElseThrow().openSslName()).isEqualTo(kind);
      exchange(pair, 40_000);
      exchange(pair, 1);
    }
  }

  private static void exchange(Pair pair, int length) throws SslException {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    assertThat(pair.transfer(pair.client(), pair.server(), content)).isEqualTo(content);
    assertThat(pair.transfer(pair.server(), pair.client(), content)).isEqualTo(content);
  }
}
