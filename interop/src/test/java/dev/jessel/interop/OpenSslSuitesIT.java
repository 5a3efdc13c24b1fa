// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every suite that the system's OpenSSL has in TLS 1.2, 1.1 and 1.0 and Jessel has, in both
 * directions: all kinds of key exchange and authentication, and all ciphers, those without
 * encryption among them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenSslSuitesIT {
  private static final String ALL = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";

  /** Certificates of DSA keys are nowhere in Jessel. */
  private static final String NEVER = ".*_DSS_.*";

  private final Map<ProtocolVersion, Ends> ends = new HashMap<>();

  /** The servers of a version, and what its clients need. */
  private record Ends(
      OlderPeers peers, ChildProcess openssl, JesselServer jessel, List<String> suites) {}

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Pki pki = new Pki(directory);
    for (ProtocolVersion version : OlderPeers.OF_OPENSSL) {
      OlderPeers peers = new OlderPeers(pki, version);
      List<String> suites = offered(peers).filter(name -> !name.matches(NEVER)).toList();
      ChildProcess openssl = peers.mirror("-cipher", ALL);
      JesselServer jessel = JesselServer.start(peers.server().cipherList(ALL), Lines::mirror);
      ends.put(version, new Ends(peers, openssl, jessel, suites));
    }
  }

  @AfterAll
  void stop() throws IOException {
    for (Ends both : ends.values()) {
      both.openssl().close();
      both.jessel().close();
    }
  }

  private static Stream<String> offered(OlderPeers peers) {
    try (ChildProcess list =
        ChildProcess.start(
            Peer.OPENSSL, "ciphers", "-s", peers.option(), "-psk", "-stdname", "-v", ALL)) {
      assertThat(list.exitStatus()).isZero();
      return Arrays.stream(list.output().split("\n", -1))
          .filter(line -> line.startsWith("TLS_"))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .toList()
          .stream();
    }
  }

  Stream<Arguments> suites() {
    return OlderPeers.OF_OPENSSL.stream()
        .flatMap(version -> ends.get(version).suites().stream().map(s -> Arguments.of(version, s)));
  }

  @Test
  void thereAreSuitesOfEveryKind() {
    assertThat(suitesOf(ProtocolVersion.TLS_1_2)).hasSizeGreaterThan(100);
    assertThat(suitesOf(ProtocolVersion.TLS_1_2))
        .extracting(SuiteParameters::cipher)
        .contains(BulkCipher.NULL, BulkCipher.ARIA_256_GCM, BulkCipher.CAMELLIA_256_CBC);
    for (ProtocolVersion version : OlderPeers.OF_OPENSSL) {
      assertThat(suitesOf(version)).hasSizeGreaterThan(50);
      assertThat(suitesOf(version))
          .extracting(SuiteParameters::authentication)
          .contains(
              Authentication.RSA, Authentication.ECDSA, Authentication.PSK, Authentication.NONE);
    }
  }

  private List<SuiteParameters> suitesOf(ProtocolVersion version) {
    return ends.get(version).suites().stream()
        .flatMap(name -> SuiteParameters.of(known(name)).stream())
        .toList();
  }

  private static CipherSuite known(String name) {
    return CipherSuite.named(name).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsClient(ProtocolVersion version, String suite) throws IOException {
    Ends with = ends.get(version);
    SslContext.Builder context = with.peers().client().cipherList(suite + ":@SECLEVEL=0");
    try (Ssl ssl = JesselClient.connect(context, OpenSsl.port(with.openssl()))) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(Lines.ask(ssl, "z".repeat(9000))).isEqualTo("z".repeat(9000));
      settled(ssl, version, suite);
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsServer(ProtocolVersion version, String suite) throws IOException {
    Ends with = ends.get(version);
    String list = known(suite).openSslName() + ":@SECLEVEL=0";
    try (ChildProcess client = with.peers().console(with.jessel(), "-cipher", list)) {
      client.send("hello").await("^olleh$");
      client.send("z".repeat(4000)).await("^z{4000}$");
      client.endInput();
      settled(with.jessel().served(), version, suite);
    }
  }

  private static void settled(Ssl ssl, ProtocolVersion version, String suite) {
    assertThat(ssl.version()).contains(version);
    assertThat(ssl.cipherSuite().orElseThrow().name()).isEqualTo(suite);
  }
}
