// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslException;
import dev.jessel.SslVerify;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Handshakes of the old versions between our own ends, each of them in all four ways. */
class OldHandshakeTest {
  private static final List<ProtocolVersion> VERSIONS =
      List.of(ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0, ProtocolVersion.SSL_3_0);

  static Stream<OldPair> pairs() {
    return VERSIONS.stream()
        .flatMap(version -> Arrays.stream(Conduct.values()).map(how -> new OldPair(version, how)));
  }

  static Stream<Arguments> suites() {
    return VERSIONS.stream()
        .flatMap(
            version ->
                Stream.of(
                        "AES128-SHA",
                        "AES256-SHA",
                        "CAMELLIA128-SHA",
                        "DHE-RSA-AES128-SHA",
                        "DHE-RSA-AES256-SHA",
                        "ECDHE-RSA-AES128-SHA",
                        "ECDHE-RSA-AES256-SHA",
                        "ECDHE-ECDSA-AES128-SHA",
                        "AECDH-AES128-SHA",
                        "ADH-AES256-SHA",
                        "NULL-MD5",
                        "NULL-SHA",
                        "RC4-MD5",
                        "RC4-SHA",
                        "DES-CBC3-SHA",
                        "EXP-RC4-MD5",
                        "EXP-RC2-CBC-MD5",
                        "EXP-DES-CBC-SHA",
                        "DES-CBC-SHA",
                        "DHE-RSA-DES-CBC-SHA",
                        "ADH-DES-CBC-SHA")
                    .filter(suite -> version.equals(ProtocolVersion.SSL_3_0) || !isBroken(suite))
                    .filter(
                        suite -> !version.equals(ProtocolVersion.SSL_3_0) || !suite.contains("EC"))
                    .map(suite -> Arguments.of(version, suite)));
  }

  /** Suites that SSLv3 alone has. */
  private static boolean isBroken(String suite) {
    return suite.startsWith("EXP-") || suite.endsWith("DES-CBC-SHA");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aFullHandshakeConnects(OldPair how) throws SslException {
    try (Pair pair = how.of(OldPair.RSA, b -> b, b -> b).connect()) {
      assertThat(pair.client().version()).contains(how.version());
      assertThat(pair.server().version()).contains(how.version());
      OldPair.exchange(pair, 50_000);
      pair.shutDown();
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aClientShowsItsCertificate(OldPair how) throws SslException {
    Credential client = OldPair.AUTHORITY.client(KeyType.RSA, "client").credential();
    try (Pair pair =
        how.ofClient(List.of(client), OldPair.RSA, b -> b, b -> b.verify(SslVerify.REQUIRED))
            .connect()) {
      assertThat(pair.server().peerCertificates()).isNotEmpty();
      OldPair.exchange(pair, 100);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aClientWithoutACertificateSaysSo(OldPair how) throws SslException {
    try (Pair pair = how.of(OldPair.RSA, b -> b, b -> b.verify(SslVerify.PEER)).connect()) {
      assertThat(pair.server().peerCertificates()).isEmpty();
      OldPair.exchange(pair, 100);
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everySuiteConnectsWhenItIsNamed(ProtocolVersion version, String suite) throws SslException {
    UnaryOperator<dev.jessel.SslContext.Builder> named = b -> b.cipherList(suite);
    Credential shown = suite.contains("ECDSA") ? OldPair.EC : OldPair.RSA;
    try (Pair pair = new OldPair(version, Conduct.PLAIN).of(shown, named, named).connect()) {
      assertThat(pair.client().cipherSuite()).isPresent();
      OldPair.exchange(pair, 40_000);
    }
  }
}
